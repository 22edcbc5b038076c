/** How a form is taken apart, so that two versions of it can be compared and joined. */
export interface FormShape<Form, Part> {
  /** All parts that one of the forms has. */
  parts(...forms: readonly Form[]): readonly Part[]
  /** A part as a text; the same text means unchanged. */
  read(form: Form, part: Part): string
  /** A form with one part taken from another. */
  take(form: Form, part: Part, from: Form): Form
}

/** The shape of a form whose parts are its properties. */
export function flatShape<Form extends object>(
  texts: Readonly<{ [Key in keyof Form]: (value: Form[Key]) => string }>,
): FormShape<Form, keyof Form> {
  const names = Object.keys(texts) as (keyof Form)[]
  return {
    parts: () => names,
    read: (form, name) => texts[name](form[name]),
    take: (form, name, from) => ({ ...form, [name]: from[name] }),
  }
}

/** What differs between two forms. */
export function changedParts<Form, Part>(shape: FormShape<Form, Part>, from: Form, to: Form): readonly Part[] {
  return shape.parts(from, to).filter((part) => shape.read(from, part) !== shape.read(to, part))
}

/** What two people changed differently, starting from the same form. */
export function conflictsBetween<Form, Part>(
  shape: FormShape<Form, Part>,
  { base, mine, theirs }: { readonly base: Form; readonly mine: Form; readonly theirs: Form },
): readonly Part[] {
  return changedParts(shape, base, theirs).filter(
    (part) => shape.read(base, part) !== shape.read(mine, part) && shape.read(mine, part) !== shape.read(theirs, part),
  )
}

/** Takes what was changed in `mine` since `base`, and everything else from `theirs`. */
export function mergeForms<Form, Part>(
  shape: FormShape<Form, Part>,
  { base, mine, theirs }: { readonly base: Form; readonly mine: Form; readonly theirs: Form },
): Form {
  return changedParts(shape, base, mine).reduce((merged, part) => shape.take(merged, part, mine), theirs)
}
