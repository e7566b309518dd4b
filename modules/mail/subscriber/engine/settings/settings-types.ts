import type { Answer, AutomaticReplies, Category, MailSettings, Rule, RuleDraft } from '../port/provider.ts';

/** The mailbox's own settings, read and written at the provider. */
export interface MailSettingsApi {
  read(): Promise<Answer<MailSettings>>;
  saveAutomaticReplies(replies: AutomaticReplies): Promise<Answer<MailSettings>>;
  saveRegion(region: {
    readonly timeZone?: string;
    readonly language?: string;
  }): Promise<Answer<MailSettings>>;
  categories(): Promise<Answer<readonly Category[]>>;
  createCategory(name: string, color: number): Promise<Answer<Category>>;
  recolorCategory(id: string, color: number): Promise<Answer<Category>>;
  /** Messages keep the name, without a colour. */
  deleteCategory(id: string): Promise<Answer<null>>;
  rules(): Promise<Answer<readonly Rule[]>>;
  createRule(rule: RuleDraft): Promise<Answer<Rule>>;
  updateRule(id: string, patch: Partial<RuleDraft>): Promise<Answer<Rule>>;
  deleteRule(id: string): Promise<Answer<null>>;
}
