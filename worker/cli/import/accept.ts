/** `--accept vanished=37,moved=12`: which harms to how many records are accepted. */
import { nearest } from '../../domain/text/nearest.ts'
import type { Accepted } from '../../intake/harm/brake.ts'
import { harms } from '../../intake/harm/limits.ts'
import { UsageError } from '../shell/usage.ts'

/** @throws UsageError for a name that is none, with the nearest one, and for what is no number */
export function acceptedIn(text: string | undefined): Accepted[] {
  return (text ?? '')
    .split(',')
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const [name = '', number = ''] = part.split('=').map((one) => one.trim())
      const harm = harms.find((one) => one === name)
      if (harm === undefined) {
        const near = nearest(name, harms)
        throw new UsageError({
          zh: `--accept 里没有“${name}”${near === null ? '' : `；是否指 ${near}？`}有：${harms.join('、')}。`,
          en: `--accept knows no "${name}"${near === null ? '' : `; did you mean ${near}?`} There are: ${harms.join(', ')}.`,
        })
      }
      if (!/^\d+$/.test(number))
        throw new UsageError({
          zh: `--accept ${name} 要写明条数，如 ${name}=37。`,
          en: `--accept ${name} needs a number, such as ${name}=37.`,
        })
      return { harm, count: Number(number) }
    })
}
