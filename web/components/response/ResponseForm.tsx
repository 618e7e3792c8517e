/** A plain GET form: works without JavaScript, and what it shows has an address. */
import { responseGroups } from '../../../worker/domain/response/figures.ts'
import { at } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { dayOr } from '../../text/dates.ts'
import { fill } from '../../words/words.ts'
import { periodFields, type ResponseData } from './data.ts'

/** Form of a grouping and a period, with the fault of what was typed. */
export function ResponseForm({ by, asked, problem }: Pick<ResponseData, 'by' | 'asked' | 'problem'>) {
  const { lang, words, path } = useFrame()
  const name = words.response
  const hints = { from: name.fromHint, to: name.toHint, asOf: name.asOfHint }
  return (
    <section aria-labelledby="choose">
      <h2 id="choose">{name.form}</h2>
      {problem !== null && (
        <p class="notice" role="alert" id="problem">
          {fill(name.problem, { words: problem.words[lang] })}
        </p>
      )}
      <form class="clock-form" method="get" action={at(lang, path)}>
        <p>
          <label for="by">{name.by}</label>
          <select id="by" name="by">
            {responseGroups.map((group) => (
              <option key={group} value={group} selected={group === by}>
                {name.groups[group]}
              </option>
            ))}
          </select>
        </p>
        {periodFields.map((field) => (
          <p key={field}>
            <label for={field}>{name[field]}</label>
            <input
              id={field}
              name={field}
              type="date"
              defaultValue={dayOr(asked[field])}
              {...(problem?.field === field ? { 'aria-invalid': true } : {})}
              aria-describedby={problem?.field === field ? `problem ${field}-hint` : `${field}-hint`}
            />
            <small class="hint" id={`${field}-hint`}>
              {hints[field]}
            </small>
          </p>
        ))}
        <p class="wide">
          <button type="submit">{name.submit}</button>
        </p>
      </form>
    </section>
  )
}
