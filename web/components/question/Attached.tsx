/** One document that somebody of the public sent: its name, type and size, and where its bytes are. */
import { api } from '../../address.ts'
import type { Lang } from '../../words/words.ts'

interface AttachedProps {
  lang: Lang
  name: string
  attachment: { sha256?: string; bytes?: number | null; mediaType?: string | null }
  /** False where its reader has it already. */
  isOpen?: boolean
}

export function Attached({ lang, name, attachment, isOpen = true }: AttachedProps) {
  const { sha256 = '', bytes, mediaType } = attachment
  const size = typeof bytes === 'number' ? ` · ${formatSize(bytes)}` : ''
  return (
    <p>
      {isOpen ? (
        <a href={api.document(sha256, name)} rel="nofollow">
          <bdi>{name}</bdi>
        </a>
      ) : (
        <bdi>{name}</bdi>
      )}{' '}
      <span class="hint">
        {mediaName(lang, mediaType ?? '')}
        {size}
      </span>
    </p>
  )
}

const TYPES: { readonly [mediaType: string]: string } = {
  'application/pdf': 'PDF',
  'image/png': 'PNG',
  'image/jpeg': 'JPEG',
  'image/gif': 'GIF',
  'image/webp': 'WebP',
  'text/csv': 'CSV',
}
const OTHERS = { text: { zh: '纯文本', en: 'plain text' }, any: { zh: '文件', en: 'document' } } as const

/** Name of a type by its media type. */
function mediaName(lang: Lang, mediaType: string): string {
  return TYPES[mediaType] ?? OTHERS[mediaType === 'text/plain' ? 'text' : 'any'][lang]
}

/** Bytes as people read them: `812 B`, `12 KB`, `1.5 MB`. */
function formatSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 ** 2) return `${Math.round(bytes / 1024)} KB`
  return `${Math.round((bytes / 1024 ** 2) * 10) / 10} MB`
}
