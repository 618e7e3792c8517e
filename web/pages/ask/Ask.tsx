/** The form on which anybody asks: works without JavaScript, keeps what was written, says what is wrong beside it. */
import { affectedNumbers, askedTypes } from '../../../worker/domain/kinds/question/vocabulary.ts'
import { at, recordPath } from '../../address.ts'
import { Status } from '../../components/list/Status.tsx'
import type { Head } from '../../components/page/Html.tsx'
import { questionTitle } from '../../components/question/QuestionNotes.tsx'
import { type Frame, useFrame } from '../../frame.ts'
import { fieldLabel, label, listWords } from '../../labels.ts'
import type { SitePage } from '../../page.tsx'
import type { RecordView } from '../../types.ts'
import { fill } from '../../words/words.ts'
import { Choose, Contacts, Fault, type FormFault, Line, Long, type Takes, Trap } from './fields.tsx'
import { Carried, Send } from './send.tsx'

export interface AskData {
  subject: { id: string; title: string } | null
  /** The organ that has to answer, where it is known. */
  department: { id: string; title: string } | null
  /** To choose from, where nothing says who has to answer. */
  departments: { id: string; title: string }[]
  /** By kind of question, when an answer would be due if it were sent today. */
  clocks: { type: string; limit: string; due: string | null }[]
  similar: RecordView[]
  takes: Takes
  /** Fields as they were filled in, where the form is shown again. */
  given: { readonly [field: string]: string }
  fault: FormFault | null
  /** So that the same form sent twice is received once. */
  nonce: string
  /** When the form was opened, under a mark of this site. */
  opened: string
}

/** Page with the form for a question. */
export const askPage: SitePage<AskData> = {
  name: 'ask',
  trail: (_, { words, lang }) => [
    { name: words.site.home, path: '/' },
    { name: listWords('question').title[lang], path: '/questions' },
    { name: words.ask.title, path: null },
  ],
  head: (data, { words }: Frame): Head => ({
    title: words.ask.title,
    description: words.ask.description,
    alternates: [],
    hidden: data.subject !== null || data.fault !== null,
    sends: true,
  }),
  Body,
}

const FACTS = ['danger', 'ongoing', 'utilitiesOut', 'livelihood', 'vulnerable'] as const

function Body(data: AskData) {
  const { lang, words } = useFrame()
  const { ask } = words
  const { subject, department, departments, similar, given, fault } = data
  const field = (name: string): string => fieldLabel(lang, 'question', name)
  return (
    <>
      <div class="title">
        <h1>{ask.title}</h1>
        <p class="lede">{ask.lede}</p>
      </div>
      <p class="notice">{ask.emergency}</p>
      <Fault fault={fault} />
      {subject !== null && (
        <p class="dot">
          <a href={at(lang, recordPath(subject.id) ?? '/')}>{fill(ask.about, { title: subject.title })}</a>
        </p>
      )}
      {subject !== null && (
        <p>
          {department === null
            ? ask.answeredByNobody
            : fill(ask.answeredBy, { department: department.title })}
        </p>
      )}
      {similar.length > 0 && (
        <section aria-labelledby="similar">
          <h2 id="similar">{ask.similar}</h2>
          <ul class="plain-list">
            {similar.map((one) => (
              <li key={one.id} class="dot">
                <a href={at(lang, recordPath(one.id) ?? '/')}>{questionTitle(one, words.questions)}</a>
                <Status of={one} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <form method="post" action={at(lang, '/ask')} class="paper-form" data-sends>
        <Carried {...data} />
        {subject !== null && <input type="hidden" name="subject" value={subject.id} />}
        <Trap />
        <Choose
          name="type"
          label={ask.type}
          given={given.type ?? 'consult'}
          fault={fault}
          options={askedTypes.map((type) => [type, label(lang, 'questionType', type)])}
        />
        <details open>
          <summary>{ask.clock}</summary>
          <dl class="facts">
            {data.clocks.map(({ type, limit, due }) => (
              <div key={type}>
                <dt>{label(lang, 'questionType', type)}</dt>
                <dd>{due === null ? fill(ask.clockNone, { limit }) : fill(ask.clockRow, { limit, due })}</dd>
              </div>
            ))}
          </dl>
        </details>
        {subject === null && (
          <Choose
            name="department"
            label={ask.department}
            given={given.department ?? ''}
            fault={fault}
            options={[
              ['', ask.unknown],
              ...departments.map(({ id, title }): [string, string] => [id, title]),
            ]}
          />
        )}
        <Line name="title" label={ask.subjectTitle} given={given.title} fault={fault} most={200} required />
        <Long
          name="text"
          label={ask.text}
          hint={ask.textHint}
          given={given.text}
          fault={fault}
          most={5000}
          required
        />
        <Long name="asks" label={ask.asks} given={given.asks} fault={fault} most={5000} rows={3} />
        <fieldset>
          <legend>{ask.facts}</legend>
          {FACTS.map((name) => (
            <label key={name} class="tick">
              <input type="checkbox" name={name} value="1" checked={given[name] === '1'} /> {field(name)}
            </label>
          ))}
          <Choose
            name="affected"
            label={ask.affected}
            given={given.affected ?? ''}
            fault={fault}
            options={[
              ['', ask.unsaid],
              ...Object.keys(affectedNumbers).map((one): [string, string] => [
                one,
                label(lang, 'affectedNumber', one),
              ]),
            ]}
          />
          <Line
            name="deadlineOn"
            label={field('deadlineOn')}
            given={given.deadlineOn}
            fault={fault}
            most={10}
            type="date"
          />
        </fieldset>
        <Contacts takes={data.takes} given={given} fault={fault} />
        <Send />
      </form>
      <p class="dot">
        <span>{ask.report}</span>
        <a href={at(lang, '/report')}>{ask.reportLink}</a>
      </p>
      <p>
        <a href={at(lang, '/m')}>{words.questions.track}</a>
      </p>
    </>
  )
}
