import { randomBytes } from 'node:crypto';
import { DomainError } from '../core/domain-error';
import { passwordFault } from '../core/auth/account';
import type { AdminAccounts } from './admin-accounts';
import { OrderFault, readOrder, USAGE, type AdminOrder } from './admin.order';

/** Where the program reads and writes. */
interface Terminal {
  out(line: string): void;
  error(line: string): void;
  /** Everything on standard input, to its end. */
  input(): Promise<string>;
}

/** Runs work with the accounts of this installation; opens the database for it and closes it again. */
export type WithAccounts = (work: (accounts: AdminAccounts) => Promise<void>) => Promise<void>;

const EXIT = { done: 0, failed: 1, misused: 2 } as const;

/** One run of the program. Resolves with its exit code; faults of the environment reject. */
export async function runAdminCommand(
  args: string[],
  terminal: Terminal,
  withAccounts: WithAccounts,
): Promise<number> {
  try {
    const order = readOrder(args);
    if (order.command === 'help') terminal.out(USAGE);
    else await carryOut(order, terminal, withAccounts);
    return EXIT.done;
  } catch (error) {
    if (!(error instanceof OrderFault || error instanceof DomainError)) throw error;
    terminal.error(error.message);
    if (!(error instanceof OrderFault && error.showUsage)) return EXIT.failed;
    terminal.error(`\n${USAGE}`);
    return EXIT.misused;
  }
}

async function carryOut(
  order: Exclude<AdminOrder, { command: 'help' }>,
  terminal: Terminal,
  withAccounts: WithAccounts,
): Promise<void> {
  // read before the database is opened: a fault costs nothing then
  const password = 'passwordFromInput' in order ? await passwordFor(order, terminal) : null;
  await withAccounts(async (accounts) => {
    for (const line of await obey(order, accounts, password ?? '')) terminal.out(line);
  });
  if (password !== null && 'passwordFromInput' in order && !order.passwordFromInput)
    terminal.out(`Password, shown this once: ${password}`);
}

async function obey(order: AdminOrder, accounts: AdminAccounts, password: string): Promise<string[]> {
  switch (order.command) {
    case 'create': {
      const done = await accounts.put(order.email, order.role, password);
      return [`${done === 'created' ? 'Created' : 'Updated'} ${order.email} as ${order.role}.`];
    }
    case 'reset-password':
      await accounts.resetPassword(order.email, password);
      return [`${order.email} has a new password and is signed out everywhere.`];
    case 'set-role':
      await accounts.setRole(order.email, order.role);
      return [`${order.email} is ${order.role} now.`];
    case 'disable':
      await accounts.disable(order.email, new Date());
      return [`${order.email} can no longer sign in.`];
    default:
      return list(accounts);
  }
}

async function list(accounts: AdminAccounts): Promise<string[]> {
  const admins = await accounts.all();
  if (admins.length === 0)
    return ['Nobody may sign in yet. npm run admin -- create --email E --role SUPER_ADMIN'];
  const width = Math.max(...admins.map(({ email }) => email.length));
  return admins.map(({ email, role, disabledAt }) =>
    `${email.padEnd(width)}  ${role.padEnd(15)}  ${disabledAt === null ? '' : `disabled since ${disabledAt.toISOString()}`}`.trimEnd(),
  );
}

async function passwordFor(order: { passwordFromInput: boolean }, terminal: Terminal): Promise<string> {
  if (!order.passwordFromInput) return randomBytes(18).toString('base64url');
  const password = (await terminal.input()).replace(/\r?\n$/, '');
  const fault = passwordFault(password);
  if (fault !== null) throw new OrderFault(fault);
  return password;
}
