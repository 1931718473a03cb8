/** The tables of ITU-T G.722 (2012), by the names of its chapter 6. */

/** Decision levels of the lower band's quantizer (table 14, Q6). */
export const LOW_LEVELS = [
  0, 35, 72, 110, 150, 190, 233, 276, 323, 370, 422, 473, 530, 587, 650, 714, 786, 858, 940, 1023,
  1121, 1219, 1339, 1458, 1612, 1765, 1980, 2195, 2557, 2919,
] as const;

/** Codes of the lower band by quantizer interval, for negative and positive differences (table 14). */
export const LOW_NEGATIVE_CODES = [
  0, 63, 62, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10,
  9, 8, 7, 6, 5, 4,
] as const;
export const LOW_POSITIVE_CODES = [
  0, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 47, 46, 45, 44, 43, 42, 41, 40, 39, 38,
  37, 36, 35, 34, 33, 32,
] as const;

/** Outputs of the lower band's inverse quantizers, of 6 and of 4 bits (tables 15 and 18, QQ6 and QQ4). */
export const LOW_OUTPUTS_6 = [
  -136, -136, -136, -136, -24808, -21904, -19008, -16704, -14984, -13512, -12280, -11192, -10232,
  -9360, -8576, -7856, -7192, -6576, -6000, -5456, -4944, -4464, -4008, -3576, -3168, -2776, -2400,
  -2032, -1688, -1360, -1040, -728, 24808, 21904, 19008, 16704, 14984, 13512, 12280, 11192, 10232,
  9360, 8576, 7856, 7192, 6576, 6000, 5456, 4944, 4464, 4008, 3576, 3168, 2776, 2400, 2032, 1688,
  1360, 1040, 728, 432, 136, -432, -136,
] as const;
export const LOW_OUTPUTS_4 = [
  0, -20456, -12896, -8968, -6288, -4240, -2584, -1200, 20456, 12896, 8968, 6288, 4240, 2584, 1200,
  0,
] as const;
/** Outputs of the upper band's inverse quantizer (table 19, QQ2). */
export const HIGH_OUTPUTS = [-7408, -1616, 7408, 1616] as const;

/** Multipliers of the logarithmic scale factors, by the four highest bits of a low code and by a high code (tables 20, 21). */
export const LOW_MULTIPLIERS = [
  -60, 3042, 1198, 538, 334, 172, 58, -30, 3042, 1198, 538, 334, 172, 58, -30, -60,
] as const;
export const HIGH_MULTIPLIERS = [798, -214, 798, -214] as const;

/** The inverse logarithm (ILB). */
export const INVERSE_LOG = [
  2048, 2093, 2139, 2186, 2233, 2282, 2332, 2383, 2435, 2489, 2543, 2599, 2656, 2714, 2774, 2834,
  2896, 2960, 3025, 3091, 3158, 3228, 3298, 3371, 3444, 3520, 3597, 3676, 3756, 3838, 3922, 4008,
] as const;

/** Half of the coefficients of the quadrature mirror filters, which are symmetric (table 11), in 1/8192. */
export const QMF = [3, -11, 12, 32, -210, 951, 3876, -805, 362, -156, 53, -11] as const;
