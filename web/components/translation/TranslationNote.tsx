/** 译文: what a record says, in the language of the page. The original stands in its own place; this is marked as what it is. */
import type { Aged } from '../../../worker/domain/kinds/translation/outdated.ts'
import { translationMeans } from '../../../worker/domain/kinds/translation/vocabulary.ts'
import { at, recordPath } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { fieldLabel } from '../../labels.ts'
import { formatDay } from '../../text/dates.ts'
import type { RecordKind } from '../../types.ts'
import { fill } from '../../words/words.ts'
import { Mark } from '../Mark.tsx'
import { LongText } from '../record/Prose.tsx'

interface TranslationNoteProps {
  /** Null where there is no translation. */
  translated: Aged | null
  /** Record on whose page it stands: the original, or the translation itself. */
  on: string
  /** Kind of the original, after which its fields are called. */
  kind: RecordKind
}

/** The translated texts, with means, translator, day and age; nothing without a translation. */
export function TranslationNote({ translated, on, kind }: TranslationNoteProps) {
  const { lang, words, timeZone } = useFrame()
  if (translated === null || translated.state.texts.length === 0) return null
  const { state, outdated } = translated
  const { id, subject, means, translator, version, changed, texts, language } = state
  const name = words.translated
  const other = on === id ? subject : id
  return (
    <section class="note translated" aria-labelledby="translated">
      <h2 id="translated">{translationMeans[means][lang]}</h2>
      <p class="hint dot">
        <span>{fill(name.by, { translator })}</span>
        <time dateTime={changed}>{formatDay(changed, timeZone)}</time>
        <span>{fill(name.version, { version: version ?? '' })}</span>
      </p>
      <p class="hint">
        {name.binds}{' '}
        <a href={at(lang, recordPath(other) ?? '/')}>{on === id ? name.original : name.details}</a>
      </p>
      {outdated !== null && (
        <p>
          <span class="state state--late">
            <Mark shape="triangle" />
            {fill(name.outdated, { day: formatDay(outdated.entry.envelope.occurred, timeZone) })}
          </span>
        </p>
      )}
      <dl class="facts facts--wide" lang={language === 'zh' ? 'zh-CN' : 'en'}>
        {texts.map(({ field, text }) => (
          <div key={field}>
            <dt lang={lang === 'zh' ? 'zh-CN' : 'en'}>{fieldLabel(lang, kind, field)}</dt>
            <dd>
              <LongText text={text} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
