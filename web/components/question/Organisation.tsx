/** The organisation for which a comment speaks: its domain, what was looked at, and on which day. */
import { proofMeans } from '../../../worker/domain/record/spoken/vocabulary.ts'
import type { Lang } from '../../words/words.ts'

interface OrganisationProps {
  lang: Lang
  proof: { domain?: string; means?: string | null; on?: string | null }
}

/** Sentence about what was found; the domain stands as it is looked up, in ASCII. */
export function provenBy(lang: Lang, { domain = '', means, on }: OrganisationProps['proof']): string {
  const by = (means === 'file' ? proofMeans.file : proofMeans.dns)[lang]
  return lang === 'zh'
    ? `代表 ${domain}：${on ?? ''} 凭${by}核实`
    : `Speaks for ${domain}: verified on ${on ?? ''} (${by.replace(/^A/, 'a')})`
}

export function Organisation({ lang, proof }: OrganisationProps) {
  return <p>{provenBy(lang, proof)}</p>
}
