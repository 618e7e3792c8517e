/** 来源: the place of a record in what was delivered, and its page where the source publishes it. */
import { isWebAddress } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { plain } from '../../text/parts.ts'
import { type Reader, valueText } from '../../text/values.ts'

interface SourceProps {
  reader: Reader
  of: { readonly file?: string | null | undefined; readonly url?: string | undefined }
}

/** File, sheet and row; behind them a link where the mapping gives an address of the web. */
export function SourceOf({ reader, of }: SourceProps) {
  const { words } = useFrame()
  return (
    <>
      {valueText(reader, 'source', plain(of))}
      {isWebAddress(of.url) && (
        <span class="block">
          <a href={of.url} rel="nofollow noopener">
            {words.responsibility.atSource}
          </a>
        </span>
      )}
    </>
  )
}
