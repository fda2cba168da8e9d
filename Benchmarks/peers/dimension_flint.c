// Generic ranks of monomial networks with FLINT: the same work as genericRank(of:), with FLINT's
// matrices. Gradients at random weights and inputs modulo p by reverse mode, all points at once as
// matrix products; then nmod_mat_rank of the matrix parameters x (points * outputs).
//
// Usage: dimension_flint p combine < lines, where a line is "2,3,1 3" (widths, degree). With combine
// = 1, random combinations replace the rows when there are many more parameters than columns, as
// this package does. Points: the dimension M of the ambient space or N, whichever is less, divided
// by the number of outputs, and two more, because random points modulo a small p can coincide. Prints the rank of each line, at the end
// "time" with the processor time and "peak".
#include <flint/nmod_mat.h>
#include <flint/nmod_vec.h>
#include <flint/ulong_extras.h>
#include <stdlib.h>
#include <string.h>

#include "common.h"

enum { most_layers = 64 };
static uint64_t state = 1;

static void randomize(nmod_mat_t a) {
  for (slong i = 0; i < a->r; i++)
    for (slong j = 0; j < a->c; j++) a->rows[i][j] = next_residue(&state, a->mod.n);
}

// C(n, k), or `cap` if it is larger.
static double binomial(double n, int k, double cap) {
  double b = 1;
  for (int i = 0; i < k && b < cap; i++) b = b * (n - i) / (i + 1);
  return b < cap ? b + 0.5 : cap;
}

static void multiply_entries(nmod_mat_t out, const nmod_mat_t a, const nmod_mat_t b) {
  for (slong i = 0; i < a->r; i++)
    for (slong j = 0; j < a->c; j++)
      out->rows[i][j] = nmod_mul(a->rows[i][j], b->rows[i][j], a->mod);
}

static slong generic_rank(const slong *d, int layers, slong degree, mp_limb_t p, int combine) {
  const slong outputs = d[layers];
  slong parameters = 0, widths = d[0];
  double total_degree = 1;
  for (int l = 1; l <= layers; l++) {
    parameters += d[l] * d[l - 1];
    widths += d[l];
    if (l > 1) total_degree *= degree;
  }
  const double cap = (double)parameters + 1;
  const double monomials = binomial(total_degree + d[0] - 1, d[0] - 1, cap);
  slong points = (slong)monomials;
  const slong enough = (parameters + outputs - 1) / outputs;
  points = (points < enough ? points : enough) + 2;
  const slong columns = points * outputs;

  nmod_mat_t weight[most_layers], input[most_layers], slope[most_layers], delta[most_layers];
  // Forward on the points; a[l] are the inputs of layer l + 1.
  nmod_mat_init(input[0], d[0], points, p);
  randomize(input[0]);
  for (int l = 1; l <= layers; l++) {
    nmod_mat_init(weight[l - 1], d[l], d[l - 1], p);
    randomize(weight[l - 1]);
    if (l == layers) break;
    nmod_mat_t z;
    nmod_mat_init(z, d[l], points, p);
    nmod_mat_init(input[l], d[l], points, p);
    nmod_mat_init(slope[l], d[l], points, p);
    nmod_mat_mul(z, weight[l - 1], input[l - 1]);
    for (slong i = 0; i < d[l]; i++)
      for (slong j = 0; j < points; j++) {
        const mp_limb_t lower = nmod_pow_ui(z->rows[i][j], degree - 1, z->mod);
        input[l]->rows[i][j] = nmod_mul(lower, z->rows[i][j], z->mod);
        slope[l]->rows[i][j] = nmod_mul(lower, (mp_limb_t)degree % p, z->mod);
      }
    nmod_mat_clear(z);
  }
  // Backward: column q * outputs + o belongs to point q and output o.
  nmod_mat_init(delta[layers], outputs, columns, p);
  for (slong o = 0; o < outputs; o++)
    for (slong q = 0; q < points; q++) delta[layers]->rows[o][q * outputs + o] = 1;
  for (int l = layers - 1; l >= 1; l--) {
    nmod_mat_t transposed;
    nmod_mat_init(transposed, d[l], d[l + 1], p);
    nmod_mat_transpose(transposed, weight[l]);
    nmod_mat_init(delta[l], d[l], columns, p);
    nmod_mat_mul(delta[l], transposed, delta[l + 1]);
    nmod_mat_clear(transposed);
    for (slong i = 0; i < d[l]; i++)
      for (slong j = 0; j < columns; j++)
        delta[l]->rows[i][j] =
            nmod_mul(delta[l]->rows[i][j], slope[l]->rows[i][j / outputs], delta[l]->mod);
  }

  nmod_mat_t jacobian;
  if (combine && parameters > columns + 4 * widths) {
    nmod_mat_init(jacobian, columns, columns, p);
    for (int l = 1; l <= layers; l++) {
      nmod_mat_t u, v, left, right, wide;
      nmod_mat_init(u, columns, d[l], p);
      nmod_mat_init(v, columns, d[l - 1], p);
      nmod_mat_init(left, columns, columns, p);
      nmod_mat_init(right, columns, points, p);
      nmod_mat_init(wide, columns, columns, p);
      randomize(u);
      randomize(v);
      nmod_mat_mul(left, u, delta[l]);
      nmod_mat_mul(right, v, input[l - 1]);
      for (slong i = 0; i < columns; i++)
        for (slong j = 0; j < columns; j++) wide->rows[i][j] = right->rows[i][j / outputs];
      multiply_entries(left, left, wide);
      nmod_mat_add(jacobian, jacobian, left);
      nmod_mat_clear(u);
      nmod_mat_clear(v);
      nmod_mat_clear(left);
      nmod_mat_clear(right);
      nmod_mat_clear(wide);
    }
  } else {
    nmod_mat_init(jacobian, parameters, columns, p);
    slong row = 0;
    for (int l = 1; l <= layers; l++)
      for (slong i = 0; i < d[l]; i++)
        for (slong k = 0; k < d[l - 1]; k++, row++)
          for (slong j = 0; j < columns; j++)
            jacobian->rows[row][j] = nmod_mul(
                delta[l]->rows[i][j], input[l - 1]->rows[k][j / outputs], jacobian->mod);
  }
  const slong rank = nmod_mat_rank(jacobian);
  nmod_mat_clear(jacobian);
  for (int l = 1; l <= layers; l++) {
    nmod_mat_clear(weight[l - 1]);
    nmod_mat_clear(input[l - 1]);
    nmod_mat_clear(delta[l]);
    if (l < layers) nmod_mat_clear(slope[l]);
  }
  return rank;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  const mp_limb_t p = strtoull(argv[1], NULL, 10);
  const int combine = atoi(argv[2]);
  char line[4096];
  const double start = cpu_seconds();
  while (fgets(line, sizeof line, stdin)) {
    slong d[most_layers];
    int count = 0;
    char *space = strchr(line, ' ');
    if (!space) return 2;
    *space = 0;
    for (char *t = strtok(line, ","); t && count < most_layers; t = strtok(NULL, ","))
      d[count++] = atol(t);
    printf("%ld\n", (long)generic_rank(d, count - 1, atol(space + 1), p, combine));
  }
  printf("time %.3f\n", cpu_seconds() - start);
  print_peak_memory();
  return 0;
}
