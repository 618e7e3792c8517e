/** One answer of a record at a glance. */
import type { ComponentChildren } from 'preact'

interface CardProps {
  id: string
  title: string
  children: ComponentChildren
}

/** Card with a heading, which names its section. `id` is that of the heading. */
export function Card({ id, title, children }: CardProps) {
  return (
    <section class="card" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  )
}
