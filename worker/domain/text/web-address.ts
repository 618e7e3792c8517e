/** True for an address of the web that a reader can open: no other scheme, nobody's name or password in it. */
export function isWebAddress(given: string): boolean {
  if (!URL.canParse(given)) return false
  const { protocol, username, password } = new URL(given)
  return ['https:', 'http:'].includes(protocol) && username === '' && password === ''
}
