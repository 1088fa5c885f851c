declare module 'virtual:assembly-kernels' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
