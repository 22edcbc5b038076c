import { HubProblem } from '../../basics/problem.ts'

/** What a guesser would try first for this person. */
export interface PasswordOwner {
  readonly email: string
  readonly name: string
}

/**
 * Throws `PASSWORD_TOO_WEAK` for a password that is among the first that an attacker tries. Otherwise only the length counts:
 * rules about kinds of characters lead to predictable passwords (NIST SP 800-63B §3.1.1.2).
 */
export function checkPassword(password: string, owner: PasswordOwner): void {
  const reason = weaknessOf(password, owner)
  if (reason === undefined) return
  throw new HubProblem('PASSWORD_TOO_WEAK', {
    detail: `The password ${reason}.`,
    suggestion: 'Choose another of at least 12 characters: four or five unrelated words work well.',
    fields: [{ field: 'body.password', message: `The password ${reason}.` }],
  })
}

/** Fewest characters of a password. */
const minLength = 12

function weaknessOf(password: string, { email, name }: PasswordOwner): string | undefined {
  if ([...password.normalize('NFKC')].length < minLength) return `is shorter than ${minLength} characters`
  if (isRepetition(password)) return 'repeats one short piece'
  if (isSequence(password)) return 'is a sequence of adjacent characters'
  const plain = toPlain(password)
  if (plain.length < 4) return 'has too few letters and digits'
  const [mailbox = '', domain = ''] = email.split('@')
  const own = [email, mailbox, domain.split('.')[0] ?? '', name, ...name.split(/\s+/)].map(toPlain)
  if (own.some((word) => word.length >= 3 && leavesLittle(plain, word))) return 'is your name or email address'
  if (['coupaconnector', 'coupa', 'connector'].some((word) => leavesLittle(plain, word))) return 'is the product’s name'
  if (commonest.some((word) => leavesLittle(plain, word))) return 'is one of the most common passwords'
  return undefined
}

/** Letters and digits in lower case, with common substitutes replaced by the letters they stand for. */
function toPlain(text: string): string {
  const swapped: Readonly<Record<string, string>> = { '@': 'a', '4': 'a', '3': 'e', '0': 'o', $: 's', '5': 's' }
  return [...text.normalize('NFKD').toLowerCase()]
    .map((character) => swapped[character] ?? character)
    .join('')
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/**
 * Whether the word, however often repeated, is nearly all of the password: at most three other characters, or only digits, are
 * left.
 */
function leavesLittle(password: string, word: string): boolean {
  const left = password.replaceAll(word, '')
  return left !== password && (left.length <= 3 || /^[\daeos]*$/.test(left))
}

function isRepetition(password: string): boolean {
  return /^(.{1,4}?)\1*$/su.test(password) || new Set(password).size <= 3
}

function isSequence(password: string): boolean {
  const rows = ['abcdefghijklmnopqrstuvwxyz', '0123456789', 'qwertyuiopasdfghjklzxcvbnm', '1qaz2wsx3edc4rfv5tgb6yhn']
  const text = password.toLowerCase()
  return rows.some((row) => {
    const backwards = [...row].reverse().join('')
    return row.repeat(3).includes(text) || backwards.repeat(3).includes(text)
  })
}

/**
 * Roots of the most common passwords, in the form that `toPlain` gives. Passwords of twelve characters and more are nearly
 * always one of these and a tail.
 */
const commonest: readonly string[] = (
  'password passwort motdepasse contrasena qwerty qwertz azerty asdfgh letmein welcome willkommen bienvenue iloveyou ' +
  'monkey dragon football baseball superman batman princess sunshine shadow master trustno1 abc123 administrator admin ' +
  'changeme default secret login passord procurement summer winter spring autumn test correcthorsebatterystaple'
)
  .split(' ')
  .map(toPlain)
