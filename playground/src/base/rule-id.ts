/** How people write the ID of a rule: `SEC03`, `sec 3`, `sec-03`. */

/** The letters and the digits of an ID, as a regular expression. */
export const RULE_ID = String.raw`([a-z]{2,4})[\s_.#-]?0*(\d{1,2})`;

const WHOLE = new RegExp(`^${RULE_ID}$`, "i");

/** Returns the ID of these letters and digits. */
export function ruleId(letters: string, digits: string): string {
  return letters.toUpperCase() + digits.padStart(2, "0");
}

/** Returns the ID that the text is and nothing besides, whether or not a rule has it. */
export function idIn(text: string): string | undefined {
  const [, letters, digits] = WHOLE.exec(text.trim()) ?? [];
  return letters && digits ? ruleId(letters, digits) : undefined;
}
