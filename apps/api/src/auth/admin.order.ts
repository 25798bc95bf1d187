import { parseArgs } from 'node:util';
import { isRole, ROLES, type Role } from '@watchroom/contracts';
import { EMAIL_RULE } from '@watchroom/contracts/dto';
import { isEmail } from 'class-validator';

export const USAGE = `Usage: npm run admin -- <command>

  create --email E --role R [--password-stdin]    create an admin, or give one this role and a new password
  list                                            who may sign in
  disable --email E                               sign out and refuse from now on
  set-role --email E --role R                     another role; acts within a second
  reset-password --email E [--password-stdin]     a new password; signs out everywhere

Roles: ${ROLES.join(', ')}
Without --password-stdin a strong password is made and shown once.`;

export type AdminOrder =
  | { command: 'help' | 'list' }
  | { command: 'create'; email: string; role: Role; passwordFromInput: boolean }
  | { command: 'reset-password'; email: string; passwordFromInput: boolean }
  | { command: 'disable'; email: string }
  | { command: 'set-role'; email: string; role: Role };

/** The command line was not understood; `showUsage` when not even the command was. */
export class OrderFault extends Error {
  constructor(
    message: string,
    readonly showUsage = false,
  ) {
    super(message);
  }
}

const OPTIONS = {
  email: { type: 'string' },
  role: { type: 'string' },
  'password-stdin': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Option = keyof typeof OPTIONS;
const TAKES: Record<Exclude<AdminOrder['command'], 'help'>, readonly Option[]> = {
  list: [],
  create: ['email', 'role', 'password-stdin'],
  'reset-password': ['email', 'password-stdin'],
  disable: ['email'],
  'set-role': ['email', 'role'],
};
const isCommand = (word: string): word is keyof typeof TAKES => Object.hasOwn(TAKES, word);

/** @throws OrderFault saying in one line what is wrong */
export function readOrder(args: string[]): AdminOrder {
  const { values, positionals } = parse(args);
  const [command, ...rest] = positionals;
  if (values.help === true || command === 'help') return { command: 'help' };
  if (command === undefined || !isCommand(command))
    throw new OrderFault(command === undefined ? 'Which command?' : `Unknown command: ${command}`, true);
  if (rest.length > 0) throw new OrderFault(`${command} takes no ${JSON.stringify(rest[0])}.`);
  const foreign = (Object.keys(values) as Option[]).find((name) => !TAKES[command].includes(name));
  if (foreign !== undefined) throw new OrderFault(`${command} takes no --${foreign}.`);
  const passwordFromInput = values['password-stdin'] === true;
  switch (command) {
    case 'list':
      return { command };
    case 'create':
      return { command, email: email(values.email), role: role(values.role), passwordFromInput };
    case 'reset-password':
      return { command, email: email(values.email), passwordFromInput };
    case 'disable':
      return { command, email: email(values.email) };
    case 'set-role':
      return { command, email: email(values.email), role: role(values.role) };
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    const [sentence] = (error instanceof Error ? error.message : String(error)).split('. ');
    throw new OrderFault(`${sentence}. See npm run admin -- --help.`);
  }
}

/** By the rule of the sign-in form: who could not type it there must not get an account. */
function email(value: string | undefined): string {
  if (value === undefined) throw new OrderFault('--email is missing.');
  if (value.length > 254 || !isEmail(value, EMAIL_RULE))
    throw new OrderFault('--email must be an e-mail address.');
  return value;
}

function role(value: string | undefined): Role {
  if (value === undefined) throw new OrderFault(`--role is missing: ${ROLES.join(', ')}.`);
  if (!isRole(value)) throw new OrderFault(`--role must be one of ${ROLES.join(', ')}.`);
  return value;
}
