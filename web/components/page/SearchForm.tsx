import { at } from '../../address.ts'
import { useFrame } from '../../frame.ts'

/** A plain GET form: works without JavaScript, and its result has an address. */
export function SearchForm({ id, q = '', big = false }: { id: string; q?: string; big?: boolean }) {
  const { lang, words } = useFrame()
  return (
    <search>
      <form class={big ? 'find find--big' : 'find'} method="get" action={at(lang, '/search')}>
        <label class="vh" for={id}>
          {words.search.label}
        </label>
        <input
          id={id}
          name="q"
          type="search"
          defaultValue={q}
          placeholder={words.search.placeholder}
          maxLength={200}
          enterkeyhint="search"
        />
        <button type="submit">{words.search.submit}</button>
      </form>
    </search>
  )
}
