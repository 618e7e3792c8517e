/** 要办的事: one list of what to do, the most pressing first, each with its act and the reason for its day. */

import { useEffect, useState } from 'preact/hooks'
import { departmentIn } from '../../../worker/domain/kinds/title.ts'
import { isLate, type Todo } from '../../../worker/domain/todo/todo.ts'
import { todoWhats } from '../../../worker/domain/todo/words.ts'
import { actLabel } from '../../labels.ts'
import { fill } from '../../words/fill.ts'
import { eventOf, isFormKind } from '../form/forms.ts'
import { useDesk } from '../frame/desk.ts'
import type { Problem } from '../frame/send.ts'
import { Trouble } from '../frame/Trouble.tsx'

export interface TodoItem extends Todo {
  departmentName: string | null
  departmentNameEn: string | null
}

/** Rows that are shown at first: more than a morning's work helps nobody to begin. */
const SHOWN = 20

/** Section of what to do; while it is read, its heading alone. */
export function TodoList() {
  const { words, send, today } = useDesk()
  const { home } = words
  const [items, setItems] = useState<readonly TodoItem[] | null>(null)
  const [left, setLeft] = useState(0)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isWhole, setIsWhole] = useState(false)
  useEffect(() => {
    void send<{ items: TodoItem[]; left: number }>('GET', '/api/v1/todo').then((answer) => {
      if (!answer.ok) return setProblem(answer.problem)
      setItems(answer.body.items)
      setLeft(answer.body.left)
    })
  }, [send])
  const late = items?.filter((one) => isLate(one, today)).length ?? 0
  const shown = isWhole ? items : items?.slice(0, SHOWN)
  const rest = (items?.length ?? 0) - SHOWN
  return (
    <section aria-labelledby="todo">
      <h2 id="todo">
        {home.todo}
        {items !== null && items.length > 0 && (
          <span class="count">
            {' '}
            {fill(late === 0 ? home.count : home.countLate, { n: items.length, late })}
          </span>
        )}
      </h2>
      <Trouble problem={problem} />
      {items === null && problem === null && <p class="hint">{words.loading}</p>}
      {items?.length === 0 && <p>{home.nothing}</p>}
      {shown != null && shown.length > 0 && (
        <ol class="todo">
          {shown.map((one) => (
            <Row key={`${one.what} ${one.id}`} item={one} />
          ))}
        </ol>
      )}
      {!isWhole && rest > 0 && (
        <button type="button" onClick={() => setIsWhole(true)}>
          {fill(home.rest, { n: rest })}
        </button>
      )}
      {left > 0 && <p class="hint">{fill(home.left, { n: left })}</p>}
    </section>
  )
}

function Row({ item }: { item: TodoItem }) {
  const { words, lang, today, to } = useDesk()
  const { home } = words
  const { what, id, kind, acts, stands, why, title, alike = [] } = item
  const late = isLate(item, today) || what === 'danger'
  const name = title === '' ? words.questionDesk.untitled : title
  const [main, ...others] = acts
  const page = to(kind === null ? `/drafts/${id}` : what === 'read' ? `/read/${id}` : `/on/${id}`)
  const hints = [departmentIn(lang, item), why[lang]].filter((one) => one !== null && one !== '')
  return (
    <li>
      <span class={late ? 'when late' : 'when'}>{stands[lang]}</span>
      <div>
        <p>
          {todoWhats[what][lang]}
          {lang === 'zh' ? '：' : ': '}
          <a href={page}>{name}</a>
        </p>
        <p class="hint">{hints.join(lang === 'zh' ? '；' : '; ')}</p>
        {alike.length > 0 && (
          <details>
            <summary>{fill(home.alike, { n: alike.length })}</summary>
            <ul>
              {alike.map(({ id: other, due }) => (
                <li key={other}>
                  <a href={to(`/on/${other}`)}>
                    {due === null ? other : fill(home.alikeOne, { id: other, due })}
                  </a>
                </li>
              ))}
            </ul>
          </details>
        )}
        {others.length > 0 && (
          <ul class="tools">
            {others.map((verb) => (
              <li key={verb}>
                <a href={to(actPath(item, verb))}>
                  {verbLabel(lang, kind, verb)}
                  <span class="vh"> {name}</span>
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
      <a
        class={late ? 'button primary' : 'button'}
        href={main === undefined ? page : to(actPath(item, main))}
      >
        {main === undefined ? words.home.act[what] : verbLabel(lang, kind, main)}
        <span class="vh"> {name}</span>
      </a>
    </li>
  )
}

function verbLabel(lang: 'zh' | 'en', kind: string | null, verb: string): string {
  return isFormKind(kind) ? actLabel(lang, eventOf(kind, verb) ?? '') : verb
}

/** Address of the form of an act: a page of its own, or, of a question, its bench with the form open. */
function actPath({ kind, id }: Todo, verb: string): string {
  return kind === 'question' ? `/on/${id}?act=${verb}` : `/on/${id}/${verb}`
}
