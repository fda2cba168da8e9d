#include "NetworkKernels.h"

#include <string.h>

#include "CKernels.h"

// The most layers; the Swift side refuses more.
enum { maximum_layers = SLT_MAXIMAL_LAYER_COUNT + 1 };

typedef double vector_of_8 __attribute__((vector_size(64), may_alias));
typedef double vector_of_4 __attribute__((vector_size(32)));
typedef double unaligned_vector_of_8 __attribute__((vector_size(64), aligned(8), may_alias));

#define INLINE static inline __attribute__((always_inline))
#define load8(address) (*(const unaligned_vector_of_8 *)(address))
#define store8(address, value) (*(unaligned_vector_of_8 *)(address) = (value))
#define splat(c) ((vector_of_8){c, c, c, c, c, c, c, c})

// What happens to the sums of a layer: stored, added, times `factor`, or activated, with sigma' and
// perhaps sigma'' stored too.
enum { layer_plain, layer_add, layer_scaled, layer_active, layer_curved };

// out(i, s) = bias[i] + sum over j of w[i * row_stride + j * column_stride] * in(j, s).
typedef struct {
  const double *w;
  size_t row_stride, column_stride;
  const double *bias;
  const double *in;
  double *out, *slope, *curvature;
  const double *factor;
  const slt_activation *activation;
  size_t rows, inner, block, length;
} layer_work;

typedef struct {
  const double *delta, *a;
  double *gradient;
  size_t stride, rows, columns, block, length;
  int has_bias;
} outer_work;

// Where the values of one block live.
typedef struct {
  const slt_network_shape *shape;
  size_t block, parameter_count, largest_width;
  double *values[maximum_layers], *slopes[maximum_layers], *curvatures[maximum_layers];
  double *deltas[maximum_layers], *tangents[maximum_layers], *delta_tangents[maximum_layers];
  double *scratch;
} block_state;

static size_t largest_width(const slt_network_shape *net) {
  int32_t largest = 1;
  for (int32_t l = 0; l <= net->layer_count; l++)
    if (net->widths[l] > largest) largest = net->widths[l];
  return (size_t)largest;
}

size_t slt_network_workspace(const slt_network_shape *net, size_t block) {
  size_t rows = 0;
  for (int32_t l = 1; l <= net->layer_count; l++) rows += (size_t)net->widths[l];
  const size_t width = largest_width(net);
  return 6 * rows * block + (width * block > 24 * width ? width * block : 24 * width);
}

// The arrays of the plain forward and backward pass come first, close together.
static inline void prepare_block_state(block_state *b, const slt_network_shape *net, size_t block,
                                       double *workspace) {
  b->shape = net;
  b->block = block;
  b->parameter_count = 0;
  b->largest_width = largest_width(net);
  double **const arrays[] = {b->values,     b->slopes,   b->deltas,
                             b->curvatures, b->tangents, b->delta_tangents};
  for (int kind = 0; kind < 6; kind++)
    for (int32_t l = 1; l <= net->layer_count; l++) {
      arrays[kind][l] = workspace;
      workspace += (size_t)net->widths[l] * block;
    }
  for (int32_t l = 1; l <= net->layer_count; l++)
    b->parameter_count +=
        (size_t)net->widths[l] * ((size_t)net->widths[l - 1] + (net->has_bias ? 1 : 0));
  b->scratch = workspace;
}

// Vectors are passed only between functions of one instruction set in this file.
#pragma clang diagnostic ignored "-Wpsabi"

// Vectors of 8 samples in a register tile of 4 rows: only AVX-512 has the registers for four.
enum { base_span = 1, avx2_span = 1, avx512_span = 4 };

#define KERNELS "network.inc.h"
#define AVX512_TARGET __attribute__((target(AVX512_FEATURES), min_vector_width(512)))
#include "dispatch.inc.h"

double slt_network_loss(int isa, const slt_network_shape *shape, const double *w,
                        const slt_network_data *data, double *workspace, double *gradient) {
  DISPATCH(network_loss, shape, w, data, workspace, gradient)
}

double slt_network_hessian_product(int isa, const slt_network_shape *shape, const double *w,
                                   const double *v, const slt_network_data *data,
                                   double *workspace, double *gradient, double *product) {
  DISPATCH(network_hessian_product, shape, w, v, data, workspace, gradient, product)
}

double slt_network_hessian_trace(int isa, const slt_network_shape *shape, const double *w,
                                 const slt_network_data *data, double *workspace,
                                 double *square) {
  DISPATCH(network_hessian_trace, shape, w, data, workspace, square)
}

void slt_network_outputs(int isa, const slt_network_shape *shape, const double *w,
                         const slt_network_data *data, double *workspace, double *outputs) {
  DISPATCH(network_outputs, shape, w, data, workspace, outputs)
}

void slt_network_jacobian(int isa, const slt_network_shape *shape, const double *w,
                          const slt_network_data *data, double *workspace, double *jacobian) {
  DISPATCH(network_jacobian, shape, w, data, workspace, jacobian)
}
