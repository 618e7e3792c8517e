import { label } from '../../../worker/domain/kinds/labels.ts'
import type { Right } from '../../../worker/domain/rights/rights.ts'
import { fill } from '../../words/fill.ts'
import { forgetImport } from '../import/kept.ts'
import { mayI, useDesk, useMe } from './desk.ts'

/** Navigation of the workbench, with the places that the account has a right to. */
export function Nav() {
  const { words, lang, path, to, send } = useDesk()
  const me = useMe()
  const { nav } = words
  const all: { path: string; name: string; right: Right | null }[] = [
    { path: '/', name: nav.home, right: null },
    { path: '/new', name: nav.new, right: 'record.write' },
    { path: '/read', name: words.questionDesk.reading.title, right: 'message.moderate' },
    { path: '/receive', name: words.receive.title, right: 'question.receive' },
    { path: '/import', name: nav.import, right: 'responsibility.write' },
    { path: '/findings', name: nav.findings, right: 'flag.write' },
    { path: '/patterns', name: words.patterns.title, right: 'flag.write' },
    { path: '/limits', name: nav.limits, right: 'flag.write' },
    { path: '/cases', name: nav.cases, right: 'case.write' },
    { path: '/departments', name: nav.departments, right: 'department.write' },
    { path: '/accounts', name: nav.accounts, right: 'account.write' },
    { path: '/providers', name: words.providers.title, right: 'provider.write' },
    { path: '/access', name: nav.access, right: 'access.read' },
    { path: '/me', name: nav.me, right: null },
  ]
  const places = all.filter(({ right }) => right === null || mayI(me, right))
  async function signOut(): Promise<void> {
    await send('POST', '/auth/sign-out', {})
    await forgetLocal(me.id)
    location.assign(`/${lang}/sign-in`)
  }
  return (
    <div class="desk-bar">
      <p class="hint">{fill(nav.signedIn, { post: me.post, role: label(lang, 'role', me.role) })}</p>
      <nav aria-label={nav.label}>
        {places.map((place) => (
          <a key={place.path} href={to(place.path)} aria-current={currentAt(place.path, path)}>
            {place.name}
          </a>
        ))}
        <button type="button" class="plain" onClick={signOut}>
          {nav.signOut}
        </button>
      </nav>
    </div>
  )
}

/** Takes away what the workbench kept in this browser for somebody: whoever sits here next finds nothing of it. */
async function forgetLocal(account: string): Promise<void> {
  for (const place of Object.keys(localStorage))
    if (place.startsWith(`mingzhang:${account}:`)) localStorage.removeItem(place)
  await forgetImport(account).catch(() => undefined)
}

/** State of a place of the navigation: the page itself, or the part in which it lies; undefined elsewhere. */
function currentAt(place: string, path: string): 'page' | 'true' | undefined {
  if (place === path) return 'page'
  return place !== '/' && path.startsWith(`${place}/`) ? 'true' : undefined
}
