/** Addresses of a site, each with something that is there or not, for looking whether any of them tells a secret. */
import type { CaseCity } from './case-city.ts'

const PARAMETER = /:[a-z]+(\{[^}]*\})?\??/gi

/**
 * Every address at which something may be asked, with what stands for its parameters: the id of the case, and
 * whatever else finds something there.
 *
 * @param id of what stands for each parameter
 * @param lead words that are searched for
 */
export async function addressesOf(
  { routes, flag, get }: CaseCity,
  id: string,
  lead: string,
): Promise<string[]> {
  const filled: string[] = []
  for (const route of routes.filter((path) => !path.includes('*'))) {
    filled.push(route.replace(PARAMETER, id))
    for (const value of [flag, 'dep-water', '0', '9', 'dig-cases-2026-03-02', 'M01', 'noted']) {
      const path = route.replace(PARAMETER, value)
      if (path !== route && (await get(path)).ok) filled.push(path)
    }
  }
  const more = ['/api/v1/search?q=', '/zh/search?q=', '/en/search?q='].flatMap((path) => [
    path + encodeURIComponent(lead),
    path + id,
    path + encodeURIComponent('线索'),
  ])
  const desk = [
    '/desk',
    '/desk/cases',
    `/desk/cases/${id}`,
    '/zh/desk',
    '/feeds/entries.atom',
    '/feeds/flags.atom',
    '/log/checkpoint',
    '/log/tile/0/000.p/1',
    '/log/tile/entries/000.p/1',
    '/api/v1/entries?limit=500',
    '/api/v1/changes?since=0',
    '/api/v1/entries.csv',
    '/api/v1/records',
  ]
  return [...new Set([...filled, ...more, ...desk])]
}
