/** Words of cells that mean that a thing is done. */

/** Words of a status that mean that a thing is done. */
export const FINISHED =
  /^(?:finished|complet(?:e|ed)\b.*|done|delivered|closed|met|kept|fulfilled|achieved|implemented|finali[sz]ad[ao].*|terminad[ao].*|conclu[ií]d[ao].*|abgeschlossen|erledigt|fertiggestellt|acheve.*|termine.*|completat[ao]|ultimat[ao]|zakończon[eyao].*|zrealizowan[eyao].*|dokončen[oáý].*|ukončen[oáý].*|avslutad|färdig|afgerond|voltooid|tamamlandı|selesai|hoàn thành|завершен[оа]?|выполнен[оа]?|завершено|виконано|已完成.*|完成|已完工|完工|已竣工|竣工|已办结|办结|已辦結|完了|終了|완료|준공|مكتمل|منجز|הושלם|पूर्ण|เสร็จสิ้น|แล้วเสร็จ)$/u

/** Words of a status that mean that a thing is given up, or rests. */
export const GIVEN_UP =
  /^(?:cancel.*|abandon.*|withdrawn|discontinued|on hold|suspended|deferred|postponed|shelved|scrapped|abgebrochen|eingestellt|zurückgestellt|annul.*|abandonn.*|suspendu.*|cancelad.*|suspendid.*|anulowan.*|zrušen.*|отменен.*|приостановлен.*|已?取消|已?终止|已?終止|已?中止|暂停|暫停|撤回|中断|中斷|취소|중단|ملغى|रद्द|ยกเลิก)$/u
