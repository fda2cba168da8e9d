// Double-precision evaluation of polynomial networks on batches: loss, gradient, Hessian products.
//
// Samples are the vector dimension. Data and intermediate values are stored in blocks of `block`
// samples, a multiple of 8; inside a block, row i (an input, neuron or output) holds its samples
// contiguously: entry (i, s) of block b is at (b * rows + i) * block + s. The last block is padded to
// a multiple of 8 samples by samples of weight 0. Parameters are ordered by layer, row, column, the
// bias of a row after its weights. Nothing is checked; the Swift side does.
#pragma once
#include <stddef.h>
#include <stdint.h>

// The largest L.
enum { SLT_MAXIMAL_LAYER_COUNT = 63 };

// sigma(t) = t^degree, or sum of coefficients[k] t^k, constant term first, unless that is NULL.
typedef struct {
  int32_t degree;
  const double *coefficients;
} slt_activation;

// Widths d_0, ..., d_L, and activations of the layers 1, ..., L - 1.
typedef struct {
  int32_t layer_count;
  int32_t has_bias;
  const int32_t *widths;
  const slt_activation *activations;
} slt_network_shape;

// The loss is the sum over samples s of weights[s] * |f(x_s) - y_s|^2. `samples` is padded to a
// multiple of 8.
typedef struct {
  const double *inputs;
  const double *targets;
  const double *weights;
  size_t samples;
  size_t block;
} slt_network_data;

// The number of doubles that every function below needs as its workspace, 64-byte aligned.
size_t slt_network_workspace(const slt_network_shape *shape, size_t block);

// The loss at parameters w; its gradient too unless `gradient` is NULL.
double slt_network_loss(int isa, const slt_network_shape *shape, const double *w,
                        const slt_network_data *data, double *workspace, double *gradient);

// The loss at w, its gradient, and the product of its Hessian with v.
double slt_network_hessian_product(int isa, const slt_network_shape *shape, const double *w,
                                   const double *v, const slt_network_data *data,
                                   double *workspace, double *gradient, double *product);

// The trace of the Hessian of the loss at w. `square` holds 2 * width^2 vectors of 8 doubles for the
// largest width.
double slt_network_hessian_trace(int isa, const slt_network_shape *shape, const double *w,
                                 const slt_network_data *data, double *workspace, double *square);

// Outputs in the layout of the targets.
void slt_network_outputs(int isa, const slt_network_shape *shape, const double *w,
                         const slt_network_data *data, double *workspace, double *outputs);

// The derivatives of the outputs, times the weights of the samples: column p of the column-major
// matrix with `samples * d_L` rows belongs to parameter p, row k * samples + s to output k at s.
void slt_network_jacobian(int isa, const slt_network_shape *shape, const double *w,
                          const slt_network_data *data, double *workspace, double *jacobian);
