import { at } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import type { Lang } from '../../words/words.ts'

export interface Crumb {
  name: string
  /** Without the language; null for the page itself. */
  path: string | null
}

/** A schema.org BreadcrumbList. */
export type Breadcrumb = Record<string, unknown>

/** A crumb of more characters than this is cut: the title stands whole below it. */
const CRUMB = 24

function Cut({ name }: { name: string }) {
  const wide = /[\u2e80-\uffef]/.test(name)
  const most = wide ? CRUMB : CRUMB * 2
  return (
    <>
      {name.length <= most
        ? name
        : `${[...name]
            .slice(0, most - 1)
            .join('')
            .trimEnd()}…`}
    </>
  )
}

/** Trail to the page: the lists and records above it. */
export function Crumbs({ trail }: { trail: Crumb[] }) {
  const { lang, words } = useFrame()
  return (
    <nav class="crumbs" aria-label={words.site.crumbs}>
      <ol>
        {trail.map(({ name, path }) => (
          <li key={name}>
            {path === null ? (
              <span aria-current="page" title={name}>
                <Cut name={name} />
              </span>
            ) : (
              <a href={at(lang, path)} title={name}>
                <Cut name={name} />
              </a>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** The same trail for search engines. */
export function crumbData(trail: Crumb[], base: string, lang: Lang): Breadcrumb {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: trail.map(({ name, path }, i) => ({
      '@type': 'ListItem',
      position: i + 1,
      name,
      ...(path === null ? {} : { item: `${base}${at(lang, path)}` }),
    })),
  }
}
