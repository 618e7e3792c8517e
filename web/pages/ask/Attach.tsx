/** Form by which documents are sent after the receipt: it works without a script, and tells its limits before. */
import { MOST_ATTACHED } from '../../../worker/domain/record/spoken/fields.ts'
import { at } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { count } from '../../words/words.ts'
import type { FormFault } from './fields.tsx'

/** Types that a browser offers to choose from; the server looks at the bytes. */
const ACCEPTED = '.pdf,.png,.jpg,.jpeg,.gif,.webp,.txt,.csv'

/** @param left documents that can still be sent */
export function Attach(props: { code: string; nonce: string; left: number; fault: FormFault | null }) {
  const { code, nonce, left, fault } = props
  const { lang, words } = useFrame()
  const { attach } = words
  const isHere = (fault?.field ?? '').split('/').some((one) => one === 'file' || one === 'attachment')
  const wrong = isHere ? { 'aria-invalid': true as const, 'aria-describedby': 'file-fault' } : {}
  return (
    <form method="post" action={at(lang, '/m/attached')} enctype="multipart/form-data" class="paper-form">
      <input type="hidden" name="code" value={code} />
      <input type="hidden" name="nonce" value={`${nonce}-attached`} />
      <p class="hint">{count(attach.hint, left, { mb: MOST_ATTACHED.bytes / 1024 ** 2 })}</p>
      <p class="hint">{attach.private}</p>
      <div class="field">
        <label for="f-file">{attach.choose}</label>
        <input
          id="f-file"
          type="file"
          name="file"
          multiple={left > 1}
          accept={ACCEPTED}
          required
          {...wrong}
        />
        {isHere && (
          <small id="file-fault" class="wrong">
            {fault?.text}
          </small>
        )}
      </div>
      <button type="submit">{attach.send}</button>
    </form>
  )
}
