import type { ComponentChildren } from 'preact'

export interface Fact {
  name: string
  value: ComponentChildren
}

/** Key facts of a record, one hairline each. Facts without a value are left out. */
export function Facts({ facts, wide = false }: { facts: Fact[]; wide?: boolean }) {
  const known = facts.filter(({ value }) => value !== null && value !== undefined && value !== '')
  if (known.length === 0) return null
  return (
    <dl class={wide ? 'facts facts--wide' : 'facts'}>
      {known.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
