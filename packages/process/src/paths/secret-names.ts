/** Ordinary fields of Coupa that hold secrets, or data of persons and banks. */
const secret = /secret|password|social-security|^cxml-http|bank|iban|swift|routing-number|account-number|tax-id/

/** Whether a field, or a column, is named for something that nobody is shown without asking for it. */
export function isSecretName(name: string): boolean {
  return secret.test(name.toLowerCase().replaceAll(/[_\s]/g, '-'))
}
