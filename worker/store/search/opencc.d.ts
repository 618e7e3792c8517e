/** Pairs of a traditional character and its simplified ones, parted by spaces, the pairs by bars. */
declare module 'opencc-js/dict/TSCharacters' {
  const pairs: string
  export default pairs
}
