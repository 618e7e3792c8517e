/** The published sequence of requests to one witness, in order. */
export interface WitnessVectors {
  log_vkey: string
  witness_name: string
  cases: { name: string; request_body: string; status: number; body?: string; body_contains?: string }[]
}
