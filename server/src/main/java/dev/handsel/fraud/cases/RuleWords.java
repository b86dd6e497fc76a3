package dev.handsel.fraud.cases;

import dev.handsel.fraud.rules.Rule;

/** What each rule suspects, in a sentence for who reviews. */
final class RuleWords {

    private RuleWords() {}

    static String of(Rule rule) {
        return switch (rule) {
            case SR_1 -> "The customer is their own affiliate for certain: nothing is earned.";
            case SR_2 -> "The customer is likely their own affiliate.";
            case SR_3 -> "The customer may be their own affiliate.";
            case MA_1 -> "Two accounts are likely one person.";
            case MA_2 -> "Several customers of one affiliate are linked strongly to each other.";
            case MA_3 -> "Many customers of one affiliate are linked weakly to each other.";
            case CH_1 -> "Affiliates brought each other one after the other, and hardly anybody else.";
            case PD_1 -> "Several affiliates are paid to one payout account.";
            case WT_1 -> "All trades were closed at once.";
            case WT_2 -> "All trades were closed soon, and there were few.";
            case WT_3 -> "More of an affiliate's traders make no effort than chance explains.";
            case WT_4 -> "Trades with no effort by somebody who is likely the affiliate.";
            case WT_5 -> "Trades are the opposite of another account's.";
            case WT_6 -> "Accounts of one affiliate trade against each other.";
            case WT_7 -> "Nearly all trades are round trips that lose the spread.";
            case CF_0 -> "Clicks of programs, or too many of one address: they do not count.";
            case CF_1 -> "Most of the clicks do not count.";
            case CF_2 -> "More sign-ups came at once after the click than chance explains.";
            case CF_3 -> "More customers did nothing since they signed up than chance explains.";
            case CF_4 -> "Fewer clicks lead to sign-ups than chance explains.";
            case CF_5 -> "More sign-ups came long after the click than chance explains.";
            case CF_6 -> "More sign-ups had just come by another affiliate's link than chance explains.";
            case CL_1 -> "Customers had come before they used the affiliate's code.";
            case CL_2 -> "More customers used the code at their first payment than chance explains.";
            case CB_1 -> "More payments were disputed than usual.";
            case VE_1 -> "Many more signed up in a day than in the days before.";
        };
    }
}
