/** 译文: what a record says, in the language of the page. The original stands in its own place; this is marked as what it is. */
import type { Aged } from '../../../worker/domain/kinds/translation/outdated.ts'
import { nameFields, translationMeans } from '../../../worker/domain/kinds/translation/vocabulary.ts'
import { at, recordPath } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { fieldLabel } from '../../labels.ts'
import { formatDay } from '../../text/dates.ts'
import type { RecordKind } from '../../types.ts'
import { fill, LANG_TAG } from '../../words/words.ts'
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

/**
 * The translated texts, with means, translator, day and age; nothing without a translation. Beside the original the
 * name is read at once and the other texts unfold, so that the record itself is not pushed down; on its own page all
 * stand open.
 */
export function TranslationNote({ translated, on, kind }: TranslationNoteProps) {
  const { lang, words, timeZone } = useFrame()
  if (translated === null || translated.state.texts.length === 0) return null
  const { state, outdated } = translated
  const { id, subject, means, translator, version, changed, texts, language } = state
  const name = words.translated
  const isOwn = on === id
  const named = isOwn ? undefined : texts.find(({ field }) => nameFields.has(field))
  const rest = texts.filter((one) => one !== named)
  const tag = LANG_TAG[language]
  return (
    <section class="translated" aria-labelledby="translated">
      <h2 id="translated">{translationMeans[means][lang]}</h2>
      {named !== undefined && (
        <p class="translated__name" lang={tag}>
          {named.text}
        </p>
      )}
      <p class="hint dot">
        <span>{fill(name.by, { translator })}</span>
        <time dateTime={changed}>{formatDay(changed, timeZone)}</time>
        <span class="translated__version">{fill(name.version, { version: version ?? '' })}</span>
        <span>{name.binds}</span>
        <a href={at(lang, recordPath(isOwn ? subject : id) ?? '/')}>{isOwn ? name.original : name.details}</a>
      </p>
      {outdated !== null && (
        <p>
          <span class="state state--late">
            <Mark shape="triangle" />
            {fill(name.outdated, { day: formatDay(outdated.entry.envelope.occurred, timeZone) })}
          </span>
        </p>
      )}
      {isOwn ? (
        <Texts texts={rest} kind={kind} tag={tag} />
      ) : (
        rest.length > 0 && (
          <details>
            <summary>
              {fill(named === undefined ? name.texts : name.rest, {
                names: rest
                  .map(({ field }) => fieldLabel(lang, kind, field))
                  .join(lang === 'zh' ? '、' : ', '),
              })}
            </summary>
            <Texts texts={rest} kind={kind} tag={tag} />
          </details>
        )
      )}
    </section>
  )
}

interface TextsProps {
  texts: readonly { field: string; text: string }[]
  kind: RecordKind
  /** Language of the texts, as it stands in HTML. */
  tag: string
}

function Texts({ texts, kind, tag }: TextsProps) {
  const { lang } = useFrame()
  return (
    <dl class="facts facts--wide" lang={tag}>
      {texts.map(({ field, text }) => (
        <div key={field}>
          <dt lang={LANG_TAG[lang]}>{fieldLabel(lang, kind, field)}</dt>
          <dd>
            <LongText text={text} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
