/** Long work in turns, for rooms that may not reach into the store. */
export { breathe, eachInTurn, inParts } from '../store/pause.ts'
