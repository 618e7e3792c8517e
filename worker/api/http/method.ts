/** True for a method that changes nothing: GET and HEAD. */
export function isReading(method: string): boolean {
  return method === 'GET' || method === 'HEAD'
}
