// Included once per instruction set by dispatch.inc.h.

// Sums of the lanes of four vectors.
TARGET INLINE vector_of_4 FN(lane_sums)(vector_of_8 a, vector_of_8 b, vector_of_8 c,
                                        vector_of_8 d) {
  const vector_of_8 ab = __builtin_shufflevector(a, b, 0, 8, 2, 10, 4, 12, 6, 14) +
                         __builtin_shufflevector(a, b, 1, 9, 3, 11, 5, 13, 7, 15);
  const vector_of_8 cd = __builtin_shufflevector(c, d, 0, 8, 2, 10, 4, 12, 6, 14) +
                         __builtin_shufflevector(c, d, 1, 9, 3, 11, 5, 13, 7, 15);
  const vector_of_8 all = __builtin_shufflevector(ab, cd, 0, 1, 8, 9, 4, 5, 12, 13) +
                          __builtin_shufflevector(ab, cd, 2, 3, 10, 11, 6, 7, 14, 15);
  return __builtin_shufflevector(all, all, 0, 1, 2, 3) +
         __builtin_shufflevector(all, all, 4, 5, 6, 7);
}

TARGET INLINE double FN(lane_sum)(vector_of_8 a) {
  const vector_of_8 zero = splat(0.0);
  return FN(lane_sums)(a, zero, zero, zero)[0];
}

// sigma(z), sigma'(z) and, if wanted, sigma''(z).
TARGET INLINE void FN(activate)(const slt_activation *f, vector_of_8 z, vector_of_8 *value,
                                vector_of_8 *slope, vector_of_8 *curvature) {
  const int32_t r = f->degree;
  if (f->coefficients) {
    vector_of_8 p = splat(f->coefficients[r]), d = splat(0.0), c = splat(0.0);
    for (int32_t k = r - 1; k >= 0; k--) {
      if (curvature) c = c * z + d;
      d = d * z + p;
      p = p * z + splat(f->coefficients[k]);
    }
    *value = p;
    *slope = d;
    if (curvature) *curvature = c + c;
  } else if (r == 1) {
    *value = z;
    *slope = splat(1.0);
    if (curvature) *curvature = splat(0.0);
  } else {
    vector_of_8 low = splat(1.0);  // z^(r - 2)
    if (r == 3) {
      low = z;
    } else if (r > 3) {
      vector_of_8 square = z;
      for (int32_t e = r - 2; e; e >>= 1) {
        if (e & 1) low *= square;
        square *= square;
      }
    }
    const vector_of_8 middle = low * z;
    *value = middle * z;
    *slope = splat((double)r) * middle;
    if (curvature) *curvature = splat((double)r * (r - 1)) * low;
  }
}

// One register tile of a layer: `rows` rows and `span` vectors of samples.
TARGET INLINE void FN(layer_tile)(const int mode, const int rows, const int span,
                                  const layer_work *t, size_t i, size_t s) {
  vector_of_8 sum[4][FN(span)];
  const double *const w = t->w + i * t->row_stride;
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++) {
    const vector_of_8 start = splat(t->bias ? t->bias[(i + (size_t)r) * t->row_stride] : 0.0);
#pragma clang loop unroll(full)
    for (int v = 0; v < span; v++) sum[r][v] = start;
  }
  for (size_t j = 0; j < t->inner; j++) {
    const double *const a = t->in + j * t->block + s;
    const double *const column = w + j * t->column_stride;
    vector_of_8 x[FN(span)];
#pragma clang loop unroll(full)
    for (int v = 0; v < span; v++) x[v] = load8(a + 8 * v);
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
      const vector_of_8 c = splat(column[(size_t)r * t->row_stride]);
#pragma clang loop unroll(full)
      for (int v = 0; v < span; v++) sum[r][v] += c * x[v];
    }
  }
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++) {
#pragma clang loop unroll(full)
    for (int v = 0; v < span; v++) {
      const size_t at = (i + (size_t)r) * t->block + s + 8 * (size_t)v;
      if (mode == layer_plain) {
        store8(t->out + at, sum[r][v]);
      } else if (mode == layer_add) {
        store8(t->out + at, load8(t->out + at) + sum[r][v]);
      } else if (mode == layer_scaled) {
        store8(t->out + at, sum[r][v] * load8(t->factor + at));
      } else {
        vector_of_8 value, slope, curvature;
        FN(activate)(t->activation, sum[r][v], &value, &slope,
                     mode == layer_curved ? &curvature : NULL);
        store8(t->out + at, value);
        store8(t->slope + at, slope);
        if (mode == layer_curved) store8(t->curvature + at, curvature);
      }
    }
  }
}

TARGET INLINE void FN(layer_rows)(const int mode, const int rows, const layer_work *t, size_t i) {
  size_t s = 0;
  for (; s + 8 * FN(span) <= t->length; s += 8 * FN(span)) FN(layer_tile)(mode, rows, FN(span), t, i, s);
  for (; s < t->length; s += 8) FN(layer_tile)(mode, rows, 1, t, i, s);
}

TARGET INLINE void FN(layer_mode)(const int mode, const layer_work *t) {
  size_t i = 0;
  for (; i + 4 <= t->rows; i += 4) FN(layer_rows)(mode, 4, t, i);
  switch (t->rows - i) {
    case 3: FN(layer_rows)(mode, 3, t, i); break;
    case 2: FN(layer_rows)(mode, 2, t, i); break;
    case 1: FN(layer_rows)(mode, 1, t, i); break;
    default: break;
  }
}

// One instance per mode, out of line, so that the tiles are not copied into every caller.
TARGET static void FN(layer_forward)(const layer_work *t) { FN(layer_mode)(layer_active, t); }
TARGET static void FN(layer_forward_curved)(const layer_work *t) {
  FN(layer_mode)(layer_curved, t);
}
TARGET static void FN(layer_product)(const layer_work *t) { FN(layer_mode)(layer_plain, t); }
TARGET static void FN(layer_add_product)(const layer_work *t) { FN(layer_mode)(layer_add, t); }
TARGET static void FN(layer_backward)(const layer_work *t) { FN(layer_mode)(layer_scaled, t); }

// gradient[i * stride + j] += sum over s of delta(i, s) * a(j, s) for a tile of rows and 4 columns.
TARGET INLINE void FN(outer_tile)(const int rows, const int columns, const outer_work *t, size_t i,
                                  size_t j) {
  vector_of_8 sum[4][4];
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
    for (int c = 0; c < 4; c++) sum[r][c] = splat(0.0);
  for (size_t s = 0; s < t->length; s += 8) {
    vector_of_8 a[4];
#pragma clang loop unroll(full)
    for (int c = 0; c < columns; c++) a[c] = load8(t->a + (j + (size_t)c) * t->block + s);
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
      const vector_of_8 d = load8(t->delta + (i + (size_t)r) * t->block + s);
#pragma clang loop unroll(full)
      for (int c = 0; c < columns; c++) sum[r][c] += d * a[c];
    }
  }
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++) {
    const vector_of_4 total = FN(lane_sums)(sum[r][0], sum[r][1], sum[r][2], sum[r][3]);
#pragma clang loop unroll(full)
    for (int c = 0; c < columns; c++) t->gradient[(i + (size_t)r) * t->stride + j + (size_t)c] += total[c];
  }
}

TARGET INLINE void FN(outer_rows)(const int rows, const outer_work *t, size_t i) {
  size_t j = 0;
  for (; j + 4 <= t->columns; j += 4) FN(outer_tile)(rows, 4, t, i, j);
  switch (t->columns - j) {
    case 3: FN(outer_tile)(rows, 3, t, i, j); break;
    case 2: FN(outer_tile)(rows, 2, t, i, j); break;
    case 1: FN(outer_tile)(rows, 1, t, i, j); break;
    default: break;
  }
  if (!t->has_bias) return;
  for (int r = 0; r < rows; r++) {
    vector_of_8 sum = splat(0.0);
    const double *const delta = t->delta + (i + (size_t)r) * t->block;
    for (size_t s = 0; s < t->length; s += 8) sum += load8(delta + s);
    t->gradient[(i + (size_t)r) * t->stride + t->columns] += FN(lane_sum)(sum);
  }
}

TARGET static void FN(outer)(const outer_work *t) {
  size_t i = 0;
  for (; i + 4 <= t->rows; i += 4) FN(outer_rows)(4, t, i);
  switch (t->rows - i) {
    case 3: FN(outer_rows)(3, t, i); break;
    case 2: FN(outer_rows)(2, t, i); break;
    case 1: FN(outer_rows)(1, t, i); break;
    default: break;
  }
}

// The forward pass on one block; values, slopes and perhaps curvatures of every hidden layer, and
// the outputs as the values of layer L.
TARGET static void FN(forward)(const block_state *b, const double *w, const double *inputs,
                               size_t length, int curved) {
  const slt_network_shape *const net = b->shape;
  const double *in = inputs;
  for (int32_t l = 1; l <= net->layer_count; l++) {
    const size_t columns = (size_t)net->widths[l - 1], stride = columns + (net->has_bias ? 1 : 0);
    const layer_work work = {
        .w = w, .row_stride = stride, .column_stride = 1, .bias = net->has_bias ? w + columns : NULL,
        .in = in, .out = b->values[l], .slope = b->slopes[l], .curvature = b->curvatures[l],
        .activation = net->activations + (l - 1), .rows = (size_t)net->widths[l],
        .inner = columns, .block = b->block, .length = length};
    if (l == net->layer_count) FN(layer_product)(&work);
    else if (curved) FN(layer_forward_curved)(&work);
    else FN(layer_forward)(&work);
    in = b->values[l];
    w += (size_t)net->widths[l] * stride;
  }
}

// The cotangents of all hidden layers from that of the outputs, and the gradient unless it is NULL.
TARGET static void FN(backward)(const block_state *b, const double *w, const double *inputs,
                                size_t length, double *gradient) {
  const slt_network_shape *const net = b->shape;
  size_t offset = b->parameter_count;
  for (int32_t l = net->layer_count; l >= 1; l--) {
    const size_t rows = (size_t)net->widths[l], columns = (size_t)net->widths[l - 1];
    const size_t stride = columns + (net->has_bias ? 1 : 0);
    offset -= rows * stride;
    if (gradient) {
      const outer_work work = {
          .delta = b->deltas[l], .a = l == 1 ? inputs : b->values[l - 1],
          .gradient = gradient + offset, .stride = stride, .rows = rows, .columns = columns,
          .block = b->block, .length = length, .has_bias = net->has_bias};
      FN(outer)(&work);
    }
    if (l == 1) return;
    const layer_work work = {
        .w = w + offset, .row_stride = 1, .column_stride = stride, .in = b->deltas[l],
        .out = b->deltas[l - 1], .factor = b->slopes[l - 1], .rows = columns, .inner = rows,
        .block = b->block, .length = length};
    FN(layer_backward)(&work);
  }
}

// Turns outputs into cotangents 2 * weight * (f - y) and returns the loss of the block.
TARGET static double FN(residuals)(const block_state *b, const double *targets,
                                   const double *weights, size_t length) {
  const int32_t last = b->shape->layer_count;
  vector_of_8 loss = splat(0.0);
  for (size_t k = 0; k < (size_t)b->shape->widths[last]; k++) {
    for (size_t s = 0; s < length; s += 8) {
      const size_t at = k * b->block + s;
      const vector_of_8 e = load8(b->values[last] + at) - load8(targets + at);
      const vector_of_8 weighted = load8(weights + s) * e;
      loss += weighted * e;
      store8(b->deltas[last] + at, weighted + weighted);
    }
  }
  return FN(lane_sum)(loss);
}

TARGET static double FN(network_loss)(const slt_network_shape *net, const double *w,
                                      const slt_network_data *data, double *workspace,
                                      double *gradient) {
  block_state b;
  prepare_block_state(&b, net, data->block, workspace);
  if (gradient) memset(gradient, 0, b.parameter_count * sizeof(double));
  const size_t d0 = (size_t)net->widths[0], dl = (size_t)net->widths[net->layer_count];
  double loss = 0;
  for (size_t first = 0; first < data->samples; first += data->block) {
    const size_t length =
        data->samples - first < data->block ? data->samples - first : data->block;
    const double *const inputs = data->inputs + first * d0;
    FN(forward)(&b, w, inputs, length, 0);
    loss += FN(residuals)(&b, data->targets + first * dl, data->weights + first, length);
    if (gradient) FN(backward)(&b, w, inputs, length, gradient);
  }
  return loss;
}

TARGET static void FN(network_outputs)(const slt_network_shape *net, const double *w,
                                       const slt_network_data *data, double *workspace,
                                       double *outputs) {
  block_state b;
  prepare_block_state(&b, net, data->block, workspace);
  const size_t d0 = (size_t)net->widths[0], dl = (size_t)net->widths[net->layer_count];
  for (size_t first = 0; first < data->samples; first += data->block) {
    const size_t length =
        data->samples - first < data->block ? data->samples - first : data->block;
    FN(forward)(&b, w, data->inputs + first * d0, length, 0);
    for (size_t k = 0; k < dl; k++)
      memcpy(outputs + first * dl + k * data->block,
             b.values[net->layer_count] + k * data->block, length * sizeof(double));
  }
}

// The tangent of the forward pass in direction v, then of the backward pass.
TARGET static void FN(tangent)(const block_state *b, const double *w, const double *v,
                               const double *inputs, const double *weights, size_t length,
                               double *product) {
  const slt_network_shape *const net = b->shape;
  const int32_t last = net->layer_count;
  size_t offset = 0;
  for (int32_t l = 1; l <= last; l++) {
    const size_t rows = (size_t)net->widths[l], columns = (size_t)net->widths[l - 1];
    const size_t stride = columns + (net->has_bias ? 1 : 0);
    layer_work work = {
        .w = v + offset, .row_stride = stride, .column_stride = 1,
        .bias = net->has_bias ? v + offset + columns : NULL,
        .in = l == 1 ? inputs : b->values[l - 1], .out = b->tangents[l], .rows = rows,
        .inner = columns, .block = b->block, .length = length};
    FN(layer_product)(&work);
    if (l > 1) {
      work.w = w + offset;
      work.bias = NULL;
      work.in = b->tangents[l - 1];
      FN(layer_add_product)(&work);
    }
    for (size_t i = 0; i < rows; i++)
      for (size_t s = 0; s < length; s += 8) {
        const size_t at = i * b->block + s;
        const vector_of_8 z = load8(b->tangents[l] + at);
        if (l == last) {
          const vector_of_8 weight = load8(weights + s);
          store8(b->delta_tangents[l] + at, (weight + weight) * z);
        } else {
          store8(b->tangents[l] + at, load8(b->slopes[l] + at) * z);
          store8(b->curvatures[l] + at, load8(b->curvatures[l] + at) * z);
        }
      }
    offset += rows * stride;
  }
  for (int32_t l = last; l >= 1; l--) {
    const size_t rows = (size_t)net->widths[l], columns = (size_t)net->widths[l - 1];
    const size_t stride = columns + (net->has_bias ? 1 : 0);
    offset -= rows * stride;
    outer_work outer = {
        .delta = b->delta_tangents[l], .a = l == 1 ? inputs : b->values[l - 1],
        .gradient = product + offset, .stride = stride, .rows = rows, .columns = columns,
        .block = b->block, .length = length, .has_bias = net->has_bias};
    FN(outer)(&outer);
    if (l == 1) return;
    outer.delta = b->deltas[l];
    outer.a = b->tangents[l - 1];
    outer.has_bias = 0;
    FN(outer)(&outer);
    layer_work work = {
        .w = w + offset, .row_stride = 1, .column_stride = stride, .in = b->delta_tangents[l],
        .out = b->delta_tangents[l - 1], .rows = columns, .inner = rows, .block = b->block,
        .length = length};
    FN(layer_product)(&work);
    work.w = v + offset;
    work.in = b->deltas[l];
    FN(layer_add_product)(&work);
    work.w = w + offset;
    work.out = b->scratch;
    FN(layer_product)(&work);
    for (size_t j = 0; j < columns; j++)
      for (size_t s = 0; s < length; s += 8) {
        const size_t at = j * b->block + s;
        store8(b->delta_tangents[l - 1] + at,
               load8(b->delta_tangents[l - 1] + at) * load8(b->slopes[l - 1] + at) +
                   load8(b->scratch + at) * load8(b->curvatures[l - 1] + at));
      }
  }
}

TARGET static double FN(network_hessian_product)(const slt_network_shape *net, const double *w,
                                                 const double *v, const slt_network_data *data,
                                                 double *workspace, double *gradient,
                                                 double *product) {
  block_state b;
  prepare_block_state(&b, net, data->block, workspace);
  memset(gradient, 0, b.parameter_count * sizeof(double));
  memset(product, 0, b.parameter_count * sizeof(double));
  const size_t d0 = (size_t)net->widths[0], dl = (size_t)net->widths[net->layer_count];
  double loss = 0;
  for (size_t first = 0; first < data->samples; first += data->block) {
    const size_t length =
        data->samples - first < data->block ? data->samples - first : data->block;
    const double *const inputs = data->inputs + first * d0, *const weights = data->weights + first;
    FN(forward)(&b, w, inputs, length, 1);
    loss += FN(residuals)(&b, data->targets + first * dl, weights, length);
    FN(backward)(&b, w, inputs, length, gradient);
    FN(tangent)(&b, w, v, inputs, weights, length, product);
  }
  return loss;
}

// For 8 samples and output k: the sum over parameters of (df/dw)^2, and of d^2f/dw^2.
TARGET static void FN(second_order)(const block_state *b, const double *w, const double *inputs,
                                    size_t s, size_t k, double *square, vector_of_8 *first_order,
                                    vector_of_8 *trace) {
  const slt_network_shape *const net = b->shape;
  const int32_t last = net->layer_count;
  vector_of_8 *h = (vector_of_8 *)square, *next = h + b->largest_width * b->largest_width;
  vector_of_8 *g = (vector_of_8 *)b->scratch, *u = g + b->largest_width;
  vector_of_8 *half = u + b->largest_width;
  for (size_t i = 0; i < (size_t)net->widths[last]; i++) {
    g[i] = splat(i == k ? 1.0 : 0.0);
    for (size_t j = 0; j < (size_t)net->widths[last]; j++)
      h[i * (size_t)net->widths[last] + j] = splat(0.0);
  }
  *first_order = *trace = splat(0.0);
  size_t offset = b->parameter_count;
  for (int32_t l = last; l >= 1; l--) {
    const size_t rows = (size_t)net->widths[l], columns = (size_t)net->widths[l - 1];
    const size_t stride = columns + (net->has_bias ? 1 : 0);
    offset -= rows * stride;
    const double *const a = l == 1 ? inputs : b->values[l - 1];
    vector_of_8 norm = splat(net->has_bias ? 1.0 : 0.0), slopes = splat(0.0), curves = splat(0.0);
    for (size_t j = 0; j < columns; j++) {
      const vector_of_8 x = load8(a + j * b->block + s);
      norm += x * x;
    }
    for (size_t i = 0; i < rows; i++) {
      slopes += g[i] * g[i];
      curves += h[i * rows + i];
    }
    *first_order += norm * slopes;
    *trace += norm * curves;
    if (l == 1) return;
    const double *const matrix = w + offset;
    for (size_t j = 0; j < columns; j++) {
      vector_of_8 sum = splat(0.0);
      for (size_t i = 0; i < rows; i++) sum += splat(matrix[i * stride + j]) * g[i];
      u[j] = sum;
    }
    // next = W^T h W, one column of h W at a time.
    for (size_t j = 0; j < columns; j++) {
      for (size_t i = 0; i < rows; i++) {
        vector_of_8 sum = splat(0.0);
        for (size_t m = 0; m < rows; m++) sum += h[i * rows + m] * splat(matrix[m * stride + j]);
        half[i] = sum;
      }
      for (size_t m = 0; m < columns; m++) {
        vector_of_8 sum = splat(0.0);
        for (size_t i = 0; i < rows; i++) sum += splat(matrix[i * stride + m]) * half[i];
        next[m * columns + j] = sum * load8(b->slopes[l - 1] + m * b->block + s) *
                                load8(b->slopes[l - 1] + j * b->block + s);
      }
    }
    for (size_t j = 0; j < columns; j++) {
      next[j * columns + j] += load8(b->curvatures[l - 1] + j * b->block + s) * u[j];
      g[j] = load8(b->slopes[l - 1] + j * b->block + s) * u[j];
    }
    vector_of_8 *const swap = h;
    h = next;
    next = swap;
  }
}

TARGET static double FN(network_hessian_trace)(const slt_network_shape *net, const double *w,
                                               const slt_network_data *data, double *workspace,
                                               double *square) {
  block_state b;
  prepare_block_state(&b, net, data->block, workspace);
  const size_t d0 = (size_t)net->widths[0], dl = (size_t)net->widths[net->layer_count];
  vector_of_8 total = splat(0.0);
  for (size_t first = 0; first < data->samples; first += data->block) {
    const size_t length =
        data->samples - first < data->block ? data->samples - first : data->block;
    const double *const inputs = data->inputs + first * d0, *const weights = data->weights + first;
    const double *const targets = data->targets + first * dl;
    FN(forward)(&b, w, inputs, length, 1);
    for (size_t k = 0; k < dl; k++)
      for (size_t s = 0; s < length; s += 8) {
        vector_of_8 squares, trace;
        FN(second_order)(&b, w, inputs, s, k, square, &squares, &trace);
        const size_t at = k * b.block + s;
        const vector_of_8 e = load8(b.values[net->layer_count] + at) - load8(targets + at);
        total += load8(weights + s) * (squares + e * trace);
      }
  }
  return 2 * FN(lane_sum)(total);
}

TARGET static void FN(network_jacobian)(const slt_network_shape *net, const double *w,
                                        const slt_network_data *data, double *workspace,
                                        double *jacobian) {
  block_state b;
  prepare_block_state(&b, net, data->block, workspace);
  const size_t d0 = (size_t)net->widths[0], dl = (size_t)net->widths[net->layer_count];
  const size_t height = data->samples * dl;
  for (size_t first = 0; first < data->samples; first += data->block) {
    const size_t length =
        data->samples - first < data->block ? data->samples - first : data->block;
    const double *const inputs = data->inputs + first * d0;
    FN(forward)(&b, w, inputs, length, 0);
    for (size_t k = 0; k < dl; k++) {
      for (size_t i = 0; i < dl; i++)
        for (size_t s = 0; s < length; s += 8)
          store8(b.deltas[net->layer_count] + i * b.block + s,
                 i == k ? load8(data->weights + first + s) : splat(0.0));
      FN(backward)(&b, w, inputs, length, NULL);
      double *column = jacobian + k * data->samples + first;
      for (int32_t l = 1; l <= net->layer_count; l++) {
        const double *const a = l == 1 ? inputs : b.values[l - 1];
        for (size_t i = 0; i < (size_t)net->widths[l]; i++) {
          const double *const delta = b.deltas[l] + i * b.block;
          for (size_t j = 0; j < (size_t)net->widths[l - 1]; j++, column += height)
            for (size_t s = 0; s < length; s += 8)
              store8(column + s, load8(delta + s) * load8(a + j * b.block + s));
          if (net->has_bias) {
            for (size_t s = 0; s < length; s += 8) store8(column + s, load8(delta + s));
            column += height;
          }
        }
      }
    }
  }
}
