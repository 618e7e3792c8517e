/** Words of cells that mean that a thing is done. */

/** Words of a status that mean that a thing is done. */
export const FINISHED =
  /^(?:finished|complet(?:e|ed)\b.*|done|delivered|closed|finali[sz]ad[ao].*|terminad[ao].*|conclu[ií]d[ao].*|abgeschlossen|erledigt|fertiggestellt|acheve.*|termine.*|completat[ao]|ultimat[ao]|zakończon[eyao].*|zrealizowan[eyao].*|dokončen[oáý].*|ukončen[oáý].*|avslutad|färdig|afgerond|voltooid|tamamlandı|selesai|hoàn thành|завершен[оа]?|выполнен[оа]?|завершено|виконано|已完成.*|完成|已完工|完工|已竣工|竣工|已办结|办结|已辦結|完了|終了|완료|준공|مكتمل|منجز|הושלם|पूर्ण|เสร็จสิ้น|แล้วเสร็จ)$/u
