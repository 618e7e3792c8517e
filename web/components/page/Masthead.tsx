import { at } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { LANG_TAG } from '../../words/words.ts'
import { otherType } from './Foot.tsx'
import { SearchForm } from './SearchForm.tsx'

/** Brand, main navigation, search and the way to the other language. */
export function Masthead() {
  const frame = useFrame()
  const { lang, words, place, path, query } = frame
  const other = lang === 'zh' ? 'en' : 'zh'
  const places = [
    { path: '/decisions', name: words.nav.decisions },
    { path: '/milestones', name: words.nav.milestones },
    { path: '/responsibilities', name: words.nav.responsibilities },
    { path: '/services', name: words.services.title },
    { path: '/departments', name: words.nav.departments },
    { path: '/flags', name: words.nav.flags },
    { path: '/consultations', name: words.nav.consultations },
    { path: '/questions', name: words.nav.questions },
    { path: '/figures', name: words.nav.figures },
    { path: '/ledger', name: words.nav.ledger },
  ]
  const here = path.startsWith('/entries') ? '/ledger' : path
  return (
    <header class="masthead">
      <a class="brand" href={at(lang, '/')} aria-current={path === '/' ? 'page' : undefined}>
        <span class="seal seal--good" lang="zh-CN" aria-hidden="true">
          明
        </span>
        <span class="brand__name">{words.site.name}</span>
        {place !== '' && <span class="brand__place">{place}</span>}
      </a>
      <nav aria-label={words.site.nav}>
        {places.map((one) => (
          <a
            key={one.path}
            href={at(lang, one.path)}
            aria-current={here === one.path ? 'page' : here.startsWith(`${one.path}/`) ? 'true' : undefined}
          >
            {one.name}
          </a>
        ))}
      </nav>
      {path !== '/' && path !== '/search' && <SearchForm id="find" />}
      {frame.large && (
        <a class="lang" href={otherType(frame)} rel="nofollow">
          {words.access.usual}
        </a>
      )}
      <a class="lang" href={`${at(other, path)}${query}`} lang={LANG_TAG[other]} hreflang={LANG_TAG[other]}>
        {words.site.otherLanguage}
      </a>
    </header>
  )
}
