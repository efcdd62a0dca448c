/** A file as it is sent: base64, with the extension of its name. OTD-REP-02. */
export interface AttachmentWanted {
  /** What stands in the place of the content once it was taken out. */
  readonly arquivo: string;
  readonly extensao: string;
  readonly nome?: string;
}

/** What a client sends to ask for a reprocessing. OTD-REP-01. */
export interface NewRequest {
  readonly codigoCarteira: string;
  readonly dataReprocessamento: string;
  readonly motivo: string;
  readonly anexos?: readonly AttachmentWanted[];
}

/** And to add to it. OTD-REP-04. */
export interface RequestEdit {
  readonly hashtask: string;
  readonly codigoCarteira?: string;
  readonly dataReprocessamento?: string;
  /** Takes the place of the reason given before. */
  readonly motivo?: string;
  /** Is added to it. */
  readonly complemento?: string;
  /** Are added to those sent before. */
  readonly anexos?: readonly AttachmentWanted[];
}
