/** A plain GET form: works without JavaScript, and what it shows has an address. */
import { figureGroups } from '../../../worker/domain/figures/measures.ts'
import { at } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { foreign } from '../../text/language.ts'
import { isWide } from '../listing/wide.ts'
import type { FiguresData } from './data.ts'

/** Form of a grouping, a department and a period. */
export function FiguresForm({ figures, asked, departments }: FiguresData) {
  const { lang, words, path } = useFrame()
  const name = words.figures
  return (
    <section aria-labelledby="choose">
      <h2 id="choose" class="vh">
        {name.form}
      </h2>
      <form class="clock-form" method="get" action={at(lang, path)}>
        <p>
          <label for="by">{name.by}</label>
          <select id="by" name="by">
            {figureGroups.map((group) => (
              <option key={group} value={group} selected={group === figures.by}>
                {name.groups[group]}
              </option>
            ))}
          </select>
        </p>
        <p class={isWide(departments.map(({ title }) => title)) ? 'broad' : undefined}>
          <label for="department">{name.department}</label>
          <select id="department" name="department">
            <option value="">{name.all}</option>
            {departments.map(({ id, title }) => (
              <option key={id} value={id} selected={id === asked.department} lang={foreign(lang, title)}>
                {title}
              </option>
            ))}
          </select>
        </p>
        {(['from', 'to'] as const).map((field) => (
          <p key={field}>
            <label for={field}>{name[field]}</label>
            <input
              id={field}
              name={field}
              defaultValue={asked[field] ?? ''}
              maxLength={10}
              pattern="\d{4}(-\d{2}){0,2}"
              title={name.hint}
              aria-describedby="period-hint"
            />
          </p>
        ))}
        <p class="wide">
          <button type="submit">{name.submit}</button>{' '}
          <small class="hint" id="period-hint">
            {name.hint}
          </small>
        </p>
      </form>
    </section>
  )
}
