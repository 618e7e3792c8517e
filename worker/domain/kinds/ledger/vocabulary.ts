/** Closed vocabularies of the ledger's own record. */
import { of } from '../../record/problem.ts'

/** Reasons for which a key is retired. */
export const ledgerKeyReasons = {
  rotation: of('按期更换', 'Changed in the ordinary course'),
  compromise: of('私钥可能已泄露', 'The private key may be in other hands'),
} as const
