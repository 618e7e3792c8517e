import { kindOfRecord } from '../../../worker/domain/kinds/table.ts'
import { titleIn } from '../../../worker/domain/kinds/title.ts'
import { NO_VERDICT } from '../../../worker/domain/rules/words.ts'
import { at, recordPath } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { label } from '../../labels.ts'
import { foreign } from '../../text/language.ts'
import { opening } from '../../text/paragraphs.ts'
import type { RecordView } from '../../types.ts'
import { fill } from '../../words/words.ts'
import type { BriefProps } from '../decision/brief-props.ts'
import { RecordLink } from '../list/RecordLink.tsx'
import { Severity } from '../list/Severity.tsx'
import { Status } from '../list/Status.tsx'
import { Mark } from '../Mark.tsx'
import { Card } from './Card.tsx'

/** Flags that stand open; more unfold. */
const OPEN = 3
const EXCERPT = 70

interface WrongProps extends Pick<BriefProps, 'flags'> {
  /** The record whose page it is; flags about others, as its milestones, name theirs. */
  of: string
  oddities?: BriefProps['oddities']
  /** The list of all, where `flags` are the newest of more. */
  list?: { href: string; text: string }
}

const NONE: BriefProps['oddities'] = { odd: 0, missing: 0 }

/**
 * Card of flags on a record and on what follows from it, with their standing, and of steps missing or out of
 * order.
 */
export function Wrong({ flags, of, oddities: { odd, missing } = NONE, list: all }: WrongProps) {
  const { lang, words } = useFrame()
  const name = words.decision.brief
  const [shown, rest] = [flags.slice(0, OPEN), flags.slice(OPEN)]
  const list = (some: readonly RecordView[]) => (
    <ul class="plan plan--flags">
      {some.map((flag) => (
        <OneFlag key={flag.id} flag={flag} of={of} />
      ))}
    </ul>
  )
  return (
    <Card id="wrong" title={name.wrong}>
      {list(shown)}
      {rest.length > 0 && (
        <details>
          <summary>{fill(words.decision.more, { n: flags.length })}</summary>
          {list(rest)}
        </details>
      )}
      {odd + missing > 0 && (
        <p class="late">
          <Mark shape="triangle" />
          <a href="#procedure">
            {[
              missing > 0 ? fill(name.stepsMissing, { n: missing }) : '',
              odd > 0 ? fill(name.stepsOdd, { n: odd }) : '',
            ]
              .filter((part) => part !== '')
              .join(lang === 'zh' ? '，' : ', ')}
          </a>
        </p>
      )}
      {all !== undefined && (
        <p class="hint">
          <a href={all.href}>{all.text}</a>
        </p>
      )}
      {flags.length > 0 && <p class="hint">{NO_VERDICT[lang]}</p>}
    </Card>
  )
}

function OneFlag({ flag, of }: { flag: RecordView; of: string }) {
  const { lang, words } = useFrame()
  const { state } = flag
  if (state.kind !== 'flag') return null
  const kind = label(lang, 'record', kindOfRecord(state.subject) ?? '')
  const finding = lang === 'en' ? (state.findingEn ?? state.finding) : state.finding
  return (
    <li>
      <span>
        <a href={at(lang, recordPath(flag.id) ?? '/')}>{titleIn(lang, flag)}</a>
        {finding !== null && (
          <>
            {lang === 'zh' ? '：' : ': '}
            <span lang={foreign(lang, finding)}>{opening(finding, EXCERPT)}</span>
          </>
        )}
        <span class="who dot">
          <Severity level={state.severity} />
          <Status of={flag} />
          {state.subject !== of && (
            <span>
              {fill(words.decision.brief.about, { kind: lang === 'en' ? kind.toLowerCase() : kind })}{' '}
              <RecordLink id={state.subject} />
            </span>
          )}
        </span>
      </span>
    </li>
  )
}
