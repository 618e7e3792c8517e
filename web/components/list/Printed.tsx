/** Names as a record prints them, each a link where it means one record on its day; the printed text always stays. */
import { type ComponentChildren, createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { nameIn } from '../../../worker/domain/kinds/title.ts'
import { dayNumber, earliest, isDateText } from '../../../worker/domain/record/date.ts'
import { type Named, nameKey } from '../../../worker/domain/record/names/naming.ts'
import { at, recordPath } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { foreign } from '../../text/language.ts'
import { formatCount } from '../../words/numbers.ts'
import type { Lang } from '../../words/words.ts'

const HAN = /\p{Script=Han}/u

const Context = createContext<readonly Named[]>([])

/** Part of a page that speaks of one record: names in it mean what they mean there. */
export function NamesOf({ named, children }: { named: readonly Named[]; children: ComponentChildren }) {
  return <Context.Provider value={named}>{children}</Context.Provider>
}

/** The record that a name means. Without a day, of a name that always means the same one. */
function meantBy(named: readonly Named[], text: string, on: string | null): Named | null {
  const key = nameKey(text)
  const all = named.filter((one) => one.key === key)
  const day = on === null || !isDateText(on) ? null : dayNumber(earliest(on))
  const fit = all.some((one) => one.day === day) ? all.filter((one) => one.day === day) : all
  const [first = null] = fit
  return fit.every(({ id }) => id === first?.id) ? first : null
}

/**
 * The record that a text means as a name in this part of a page; null for any other text.
 *
 * @param on day of what it is named for, where the record speaks of several
 */
export function useMeant(text: string, on: string | null = null): Named | null {
  return meantBy(useContext(Context), text, on)
}

/** A printed name in the reader's language, as text: for frames on other sites, which lead to one page. */
export function PrintedText({
  named,
  text,
  on,
}: {
  named: readonly Named[]
  text: string
  on: string | null
}) {
  const { lang } = useFrame()
  const own = readersName(lang, text, meantBy(named, text, on))
  return <span lang={foreign(lang, own)}>{own}</span>
}

/** The printed name stays where it is one in the reader's language: that by which the record goes today is another matter. */
function readersName(lang: Lang, text: string, meant: Named | null): string {
  if (meant === null) return text
  const own = nameIn(lang, meant)
  const isForeign = lang === 'en' ? HAN.test(text) && !HAN.test(own) : !HAN.test(text) && HAN.test(own)
  return isForeign ? own : text
}

interface PrintedProps {
  text: string
  /** As of `useMeant`. */
  on?: string | null
  /** True where what is printed stands beside the name in the reader's language; otherwise a pointer shows it. */
  beside?: boolean
}

/** A printed name, in the reader's language where its record has a name in it; what is printed is kept beside. */
export function Printed({ text, on = null, beside = false }: PrintedProps) {
  const { lang } = useFrame()
  const meant = useMeant(text, on)
  const path = meant === null ? null : recordPath(meant.id)
  if (meant === null || path === null) return <span lang={foreign(lang, text)}>{text}</span>
  const own = readersName(lang, text, meant)
  const aside = own === text ? nameIn(lang, meant) : text
  return (
    <>
      <a href={at(lang, path)} lang={foreign(lang, own)} title={aside === own ? undefined : aside}>
        {own}
      </a>
      {beside && own !== text && (
        <small class="printed" lang={lang === 'en' ? 'zh-CN' : 'en'}>
          {' '}
          {text}
        </small>
      )}
    </>
  )
}

/** Several of them in a row; nothing where there is none. */
export function PrintedList({ texts, on = null }: { texts: readonly string[]; on?: string | null }) {
  const { lang } = useFrame()
  if (texts.length === 0) return null
  return (
    <>
      {texts.map((text, i) => (
        <>
          {i > 0 && (lang === 'zh' ? '、' : ', ')}
          <Printed text={text} on={on} />
        </>
      ))}
    </>
  )
}

/** A sentence with its `{name}` places filled: by texts, or by what is drawn. */
export function Sentence({ of, with: values }: { of: string; with: Record<string, ComponentChildren> }) {
  return (
    <>
      {of.split(/\{(\w+)\}/).map((part, i) => {
        const value = i % 2 === 0 ? part : values[part]
        return typeof value === 'number' ? formatCount(value) : value
      })}
    </>
  )
}
