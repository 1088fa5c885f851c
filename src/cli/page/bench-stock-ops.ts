import * as tf from '@tensorflow/tfjs';

/** What the networks are made of. Images are `[image, height, width, channel]`. */
export interface StockOps {
  /** Of drawings, by which nothing is differentiated. */
  imageConvolution(images: tf.Tensor4D, kernel: tf.Tensor4D, stride: 1 | 2): tf.Tensor4D;
  convolution(x: tf.Tensor4D, kernel: tf.Tensor4D, stride: 1 | 2): tf.Tensor4D;
  /** 2x2, odd rows and columns at the end left out. */
  maxPool(x: tf.Tensor4D): tf.Tensor4D;
  /** Mean over the images. */
  crossEntropy(labels: tf.Tensor2D, logits: tf.Tensor2D): tf.Scalar;
}

/** TensorFlow.js as it is: right for first derivatives, wrong or missing for second ones. */
export const stockOps: StockOps = {
  imageConvolution: (images, kernel, stride) => tf.conv2d(images, kernel, stride, 'same'),
  convolution: (x, kernel, stride) => tf.conv2d(x, kernel, stride, 'same'),
  maxPool: (x) => tf.maxPool(x, 2, 2, 'valid'),
  crossEntropy: (labels, logits) => tf.losses.softmaxCrossEntropy(labels, logits),
};

/** Images of even size at half of it: the four pixels of a 2x2 square become channels, in reading order. */
function squaresAsChannels(x: tf.Tensor4D): tf.Tensor4D {
  const [images, height, width, channels] = x.shape;
  const byRows = tf.reshape(x, [(images * height) / 2, 2, width / 2, 2 * channels]);
  return tf.reshape(tf.transpose(byRows, [0, 2, 1, 3]), [images, height / 2, width / 2, 4 * channels]);
}

/** Zeros around images so that a 3x3 convolution is TensorFlow's SAME; to even size for stride 2. */
function padSame(x: tf.Tensor4D, stride: 1 | 2): tf.Tensor4D {
  const pad = (side: number): [number, number] => {
    if (stride === 1) return [1, 1];
    return side % 2 === 0 ? [0, 2] : [1, 2];
  };
  return tf.pad(x, [[0, 0], pad(x.shape[1]), pad(x.shape[2]), [0, 0]]);
}

/** The filter's gradient as a product of the pixels that each tap sees and dy: ops that have gradients. */
function filterGradient(x: tf.Tensor4D, dy: tf.Tensor4D, stride: 1 | 2): tf.Tensor4D {
  const [images, height, width, outputs] = dy.shape;
  const inputs = x.shape[3];
  const padded = padSame(x, stride);
  const source = stride === 1 ? padded : squaresAsChannels(padded);
  const seen = Array.from({ length: 9 }, (_, tap) => {
    const [row, column] = [Math.floor(tap / 3), tap % 3];
    const channel = ((row % stride) * 2 + (column % stride)) * inputs;
    const from = [0, Math.floor(row / stride), Math.floor(column / stride), channel];
    return tf.slice(source, from, [images, height, width, inputs]);
  });
  const pixels = tf.reshape(tf.concat(seen, 3), [-1, 9 * inputs]);
  const gradient = tf.matMul(pixels, tf.reshape(dy, [-1, outputs]), true);
  return tf.reshape(gradient, [3, 3, inputs, outputs]);
}

function convolution(stride: 1 | 2) {
  return tf.customGrad((x, kernel, save) => {
    const [images, filter] = [x as tf.Tensor4D, kernel as tf.Tensor4D];
    (save as tf.GradSaveFunc)([images, filter]);
    return {
      value: tf.conv2d(images, filter, stride, 'same'),
      gradFunc: (dy: tf.Tensor4D) => [
        tf.conv2dTranspose(dy, filter, images.shape, stride, 'same'),
        filterGradient(images, dy, stride),
      ],
    };
  });
}

const convolutions = { 1: convolution(1), 2: convolution(2) };

const imageConvolution = (images: tf.Tensor4D, stride: 1 | 2) =>
  tf.customGrad((kernel) => ({
    value: tf.conv2d(images, kernel as tf.Tensor4D, stride, 'same'),
    gradFunc: (dy: tf.Tensor4D) => filterGradient(images, dy, stride),
  }));

const crossEntropy = (labels: tf.Tensor2D) =>
  tf.customGrad((z, save) => {
    const logits = z as tf.Tensor2D;
    (save as tf.GradSaveFunc)([logits]);
    return {
      value: tf.losses.softmaxCrossEntropy(labels, logits) as tf.Scalar,
      gradFunc: (dy: tf.Scalar) => tf.mul(tf.div(dy, logits.shape[0]), tf.sub(tf.softmax(logits), labels)),
    };
  });

/**
 * The same with what exact second order needs: a filter gradient of ops that have gradients, a loss that saves
 * its logits, a max pool out of pairwise maxima.
 */
export const twiceDifferentiableOps: StockOps = {
  imageConvolution: (images, kernel, stride) => imageConvolution(images, stride)(kernel) as tf.Tensor4D,
  convolution: (x, kernel, stride) => convolutions[stride](x, kernel) as tf.Tensor4D,
  maxPool(x) {
    const [images, height, width, channels] = x.shape;
    const even = tf.slice(x, [0, 0, 0, 0], [images, height & ~1, width & ~1, channels]);
    const squares = squaresAsChannels(even);
    const [a, b, c, d] = tf.split(squares, 4, 3) as tf.Tensor4D[];
    const larger = (p: tf.Tensor4D, q: tf.Tensor4D): tf.Tensor4D => tf.add(q, tf.relu(tf.sub(p, q)));
    return larger(larger(a, b), larger(c, d));
  },
  crossEntropy: (labels, logits) => crossEntropy(labels)(logits) as tf.Scalar,
};
