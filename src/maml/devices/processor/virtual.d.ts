declare module 'virtual:assembly-kernels' {
  /** For every browser with SIMD. */
  export const simd: Uint8Array<ArrayBuffer>;
  /** For those that also multiply and add in one instruction. */
  export const relaxedSimd: Uint8Array<ArrayBuffer>;
}
