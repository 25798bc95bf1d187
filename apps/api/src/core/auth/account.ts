const SHORTEST_PASSWORD = 12;
const LONGEST_PASSWORD = 1024;

/** E-mail addresses are compared and kept in lower case. */
export const normalisedEmail = (email: string): string => email.trim().toLowerCase();

/** What is wrong with a new password; null when nothing is. Length in UTF-16 units, as browsers count. */
export function passwordFault(password: string): string | null {
  if (password.length < SHORTEST_PASSWORD)
    return `The password needs at least ${SHORTEST_PASSWORD} characters.`;
  return password.length > LONGEST_PASSWORD
    ? `The password has more than ${LONGEST_PASSWORD} characters.`
    : null;
}
