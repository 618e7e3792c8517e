import { at, withQuery } from '../../address.ts'
import { useFrame } from '../../frame.ts'

/** There may be many departments: a select in a plain form, which carries the other filters along. */
export function DepartmentPicker({
  departments,
  filter,
}: {
  departments: { id: string; title: string }[]
  filter: { department: string | null; [other: string]: string | null }
}) {
  const { lang, words, path } = useFrame()
  if (departments.length < 2) return null
  const { department, ...others } = filter
  return (
    <form class="pick" method="get" action={at(lang, path)}>
      <label for="department">{words.facets.department}</label>
      <select id="department" name="department">
        <option value="">{words.facets.all}</option>
        {departments.map(({ id, title }) => (
          <option key={id} value={id} selected={id === department}>
            {title}
          </option>
        ))}
      </select>
      {Object.entries(others).map(([name, value]) =>
        value === null ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      <button type="submit">{words.facets.apply}</button>
      {withQuery('', filter) !== '' && <a href={at(lang, path)}>{words.facets.clear}</a>}
    </form>
  )
}
