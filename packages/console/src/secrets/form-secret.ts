/** A secret of a form: that it is set, never what it is. */
export interface FormSecret {
  readonly handle: string
  readonly setAt: string
  readonly setBy: string
}
