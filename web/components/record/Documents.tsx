/** Documents of a record: what each is, and whether its bytes are held here. */
import { api, isWebAddress } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { label } from '../../labels.ts'
import { foreign } from '../../text/language.ts'
import { type Fields, plain, textIn } from '../../text/parts.ts'
import { fill } from '../../words/words.ts'

/** Number of documents that stand open; more unfold. */
const OPEN = 8

/** A section of them; nothing where there are none. */
export function DocumentsSection(props: { id: string; title: string; documents: readonly object[] }) {
  const { id, title, documents } = props
  if (documents.length === 0) return null
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <Documents documents={documents.map(plain)} />
    </section>
  )
}

/** List of documents; nothing when there is none. */
export function Documents({ documents }: { documents: Fields[] }) {
  const { words } = useFrame()
  if (documents.length === 0) return null
  const [shown, rest] = [documents.slice(0, OPEN), documents.slice(OPEN)]
  const list = (some: Fields[]) => (
    <ul class="docs">
      {some.map((document) => (
        <Document
          key={`${textIn(document, 'id')} ${textIn(document, 'title')} ${textIn(document, 'url')}`}
          document={document}
        />
      ))}
    </ul>
  )
  return (
    <>
      {list(shown)}
      {rest.length > 0 && (
        <details class="long">
          <summary>{fill(words.decision.more, { n: documents.length })}</summary>
          {list(rest)}
        </details>
      )}
    </>
  )
}

function Document({ document }: { document: Fields }) {
  const { lang, words } = useFrame()
  const title = textIn(document, 'title') ?? textIn(document, 'url') ?? ''
  const [url, sha256, type, number, original] = ['url', 'sha256', 'docType', 'docNumber', 'redactedFrom'].map(
    (key) => textIn(document, key),
  )
  const address = sha256 ? api.document(sha256, title) : isWebAddress(url) ? url : null
  return (
    <li>
      {address ? (
        <a href={address} lang={foreign(lang, title)} rel={sha256 ? undefined : 'external nofollow'}>
          {title}
        </a>
      ) : (
        <span lang={foreign(lang, title)}>{title}</span>
      )}
      <span class="who dot">
        {type && <span>{label(lang, 'document', type)}</span>}
        {number && <span>{number}</span>}
        {original && <span>{fill(words.decision.redacted, { from: original.slice(0, 12) })}</span>}
        {sha256 ? (
          <span class="mono" title={sha256}>
            {words.decision.hashed} {sha256.slice(0, 8)}
          </span>
        ) : (
          <span>{url ? words.decision.notHeld : words.decision.named}</span>
        )}
      </span>
    </li>
  )
}
