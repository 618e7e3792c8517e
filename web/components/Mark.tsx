/**
 * Shapes that stand beside a word. Every status has both, so that nothing depends on colour. A page has dozens: each
 * shape is drawn once in the document, and where it stands it is named.
 */

const shapes = {
  full: <circle cx="6" cy="6" r="5.2" />,
  ring: <circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" stroke-width="1.3" />,
  half: (
    <>
      <circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" stroke-width="1.3" />
      <path d="M6 1.4a4.6 4.6 0 0 0 0 9.2z" />
    </>
  ),
  diamond: <path d="M6 .6 11.4 6 6 11.4.6 6z" fill="none" stroke="currentColor" stroke-width="1.3" />,
  square: (
    <>
      <path d="M1 1h10v10H1z" fill="none" stroke="currentColor" stroke-width="1.3" />
      <path d="M3.8 3.8h4.4v4.4H3.8z" />
    </>
  ),
  join: (
    <path
      d="M1.2 1.5 6 6v5M10.8 1.5 6 6"
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
    />
  ),
  fork: (
    <path
      d="M6 1v5L1.2 10.5M6 6l4.8 4.5"
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
    />
  ),
  arrow: (
    <path
      d="M.8 6h9.4M6.6 2.2 10.4 6 6.6 9.8"
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
    />
  ),
  pen: (
    <path
      d="M1.2 10.8 2.4 7.4 8.6 1.2 10.8 3.4 4.6 9.6z"
      fill="none"
      stroke="currentColor"
      stroke-width="1.3"
      stroke-linejoin="round"
    />
  ),
  signed: <path d="M1.2 10.8 2.4 7.4 8.6 1.2 10.8 3.4 4.6 9.6z" />,
  triangle: <path d="M6 .8 11.6 11H.4z" />,
}

export type Shape = keyof typeof shapes

/** Shape beside a word, in the colour of the text. Hidden from screen readers, which have the word. */
export function Mark({ shape, className = 'mark' }: { shape: Shape; className?: string }) {
  return (
    <svg class={className === '' ? undefined : className} aria-hidden="true">
      <use href={`#${idOf(shape)}`} />
    </svg>
  )
}

/** The shapes themselves: once in every document, before the first mark. */
export function Shapes() {
  return (
    <svg class="vh" aria-hidden="true">
      {Object.entries(shapes).map(([shape, drawn]) => (
        <symbol key={shape} id={idOf(shape)} viewBox="0 0 12 12" fill="currentColor">
          {drawn}
        </symbol>
      ))}
    </svg>
  )
}

const idOf = (shape: string): string => `m-${shape}`
