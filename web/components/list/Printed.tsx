/** Names as a record prints them, each a link where it means one record on its day; the printed text always stays. */
import { type ComponentChildren, createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { dayNumber, earliest, isDateText } from '../../../worker/domain/record/date.ts'
import { type Named, nameKey } from '../../../worker/domain/record/names/naming.ts'
import { at, recordPath } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { foreign } from '../../text/language.ts'
import { formatCount } from '../../words/numbers.ts'

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

/** A printed name. @param on as of `useMeant` */
export function Printed({ text, on = null }: { text: string; on?: string | null }) {
  const { lang } = useFrame()
  const meant = useMeant(text, on)
  const path = meant === null ? null : recordPath(meant.id)
  if (meant === null || path === null) return <span lang={foreign(lang, text)}>{text}</span>
  const own = lang === 'en' ? (meant.titleEn ?? meant.title) : meant.title
  // In the other language the reader is given the name in his own as well; what is printed stays.
  return (
    <a href={at(lang, path)} lang={foreign(lang, text)} title={own === text ? undefined : own}>
      {text}
    </a>
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
