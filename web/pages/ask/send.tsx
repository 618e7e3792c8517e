/** Parts of a form by which it is sent: what it carries, and its button. A script may add proof of some work; none has to. */
import { useFrame } from '../../frame.ts'

/** Fields that nobody fills in: those of the page, and that of the script. */
export function Carried({ nonce, opened }: { nonce: string; opened: string }) {
  return (
    <>
      <input type="hidden" name="nonce" value={nonce} />
      <input type="hidden" name="opened" value={opened} />
      <input type="hidden" name="proof" value="" />
    </>
  )
}

/** The button, and the line in which the script says that it is still at work. */
export function Send() {
  const { ask } = useFrame().words
  return (
    <>
      <button type="submit">{ask.send}</button>
      <p class="hint" role="status" data-working={ask.working} />
    </>
  )
}
