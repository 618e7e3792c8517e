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
          placeholder={big ? words.search.placeholder : words.search.submit}
          maxLength={200}
          enterkeyhint="search"
        />
        {big ? (
          <button type="submit">{words.search.submit}</button>
        ) : (
          <button type="submit" class="find__lens">
            <span class="vh">{words.search.submit}</span>
            <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
              <circle cx="6.5" cy="6.5" r="4.5" />
              <line x1="10" x2="14.5" y1="10" y2="14.5" />
            </svg>
          </button>
        )}
      </form>
    </search>
  )
}
