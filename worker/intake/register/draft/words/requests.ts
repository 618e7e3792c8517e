/** Words by which lists of requests for information are known, and those of how such requests end. */
import { folded } from '../../fold.ts'

/** Names of laws on information, and of requests under them, in folded headers and names of files. */
const REQUEST =
  /(?:^|[ _-])(?:foi[ap]?|foip|fippa|mfippa|atip|eir|paia)(?=$|[ _.\d-])|freedom of information|access to information|right to information|information requests?|access requests?|request summar|records? requests?|informationsfreiheit|acceso a la informacion|acces a l information|acesso a informacao|accesso (?:civico|agli atti)|信息公开申请|依申请公开|資訊公開申請|政府資訊申請|情報公開請求|開示請求|정보공개 ?청구/u

/** The day on which something came in, in folded headers. */
const RECEIVED =
  /(?:^| )(?:received|accepted|requested|opened|lodged|submitted|registered|reception|recepcion|recue?|ricev\w+|eingang\w*|eingegangen|empfangen)(?= |$)|(?:^| )(?:request|receipt) date|date of (?:request|receipt)|收到|收件|受理日|申请日|申請日|请求日|請求日|受付|접수|청구일/u

/** The way and the day in which something was decided, in folded headers. */
const RULED =
  /(?:^| )(?:decision|decided|disposition|outcome|result|closed|response|responded|answered|replied|reply|released)(?= |$)|答复|答覆|办结|辦結|处理结果|處理結果|决定|決定|回答|결정|처리결과|통지/u

/** Not yet decided. */
const PENDING =
  /^(?:in progress|pending|open|active|on hold|under review|办理中|處理中|处理中|審査中|처리중)$/u

const DISCLOSURE = /disclos|records|公开|公開|開示|공개/u

/** Folded, with syllables and voiced sounds in one piece again. */
const plain = (text: string): string => folded(text).normalize('NFC')

/** True for a header or the name of a file that says requests for information. */
export function saysRequest(name: string): boolean {
  return REQUEST.test(plain(name))
}

/** True for an outcome that is of requests for information alone, as `disclosed in part`. */
export function saysDisclosure(word: string): boolean {
  return DISCLOSURE.test(plain(word)) && readOutcome(word) !== null
}

/** True for a header of the day on which something came in. */
export function saysReceived(header: string): boolean {
  return RECEIVED.test(plain(header))
}

/** True for a header of how or when something was decided. */
export function saysRuled(header: string): boolean {
  return RULED.test(plain(header))
}

/** True for the word of what is not yet decided. */
export function isPending(word: string): boolean {
  return PENDING.test(plain(word))
}

export interface Outcome {
  answer: 'accept' | 'partly' | 'reject' | 'explain'
  outcome: 'disclosed' | 'disclosed_partly' | 'refused' | 'not_held' | 'discontinued' | 'not_ours'
}

/** In this order: `partly` before `disclosed`, which is in it, and so is `disclosed` in `nothing disclosed`. */
const OUTCOMES: readonly (readonly [RegExp, Outcome])[] = [
  [
    /no (?:responsive )?(?:records|information|documents)|does not exist|not held|none held|不存在|未保有|不保有|부존재/u,
    { answer: 'explain', outcome: 'not_held' },
  ],
  [
    /(?:disclosed|granted|released|allowed|disclosure|release) in part|partly|partial(?:ly)? (?:disclos|grant|releas)|(?:disclos|grant|releas)\w+ partial|部分公开|部分公開|部分開示|一部開示|부분공개/u,
    { answer: 'partly', outcome: 'disclosed_partly' },
  ],
  [
    /nothing disclosed|not disclosed|no disclosure|(?:all|fully|wholly) (?:exempt|withheld|excluded)|^(?:request )?(?:refused|denied|exempt|withheld)|denied access|不予公开|不公开|不公開|不開示|非開示|비공개/u,
    { answer: 'reject', outcome: 'refused' },
  ],
  [
    /(?:all|fully|full|wholly) (?:disclos|grant|releas)|(?:disclos|grant|releas)\w+ (?:in full|in whole|fully)|^disclosed$|予以公开|予以公開|全部公开|全部公開|全部開示|^公开$|^開示$|^공개$|전부공개/u,
    { answer: 'accept', outcome: 'disclosed' },
  ],
  [/discontinued|abandoned|withdrawn|撤回|取下|취하/u, { answer: 'explain', outcome: 'discontinued' }],
  [/transferred|misdirected|forwarded|移送|이송/u, { answer: 'explain', outcome: 'not_ours' }],
]

/** The outcome that a decision on a request states; null for words that are not known. */
export function readOutcome(word: string): Outcome | null {
  const text = plain(word)
  return OUTCOMES.find(([fits]) => fits.test(text))?.[1] ?? null
}
