import java.io.File;
import java.io.FileInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/** Judges PDF files by veraPDF's own rules for PDF/UA-1 and PDF/A-3a: one line for each, then what fails. */
public class VeraCheck {
  private static final Map<String, String> RULES = Map.of("ua1", "PDFUA-1", "3a", "PDFA-3A");

  public static void main(String[] files) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    boolean good = true;
    for (String file : files) {
      for (String flavour : new String[] {"ua1", "3a"}) {
        good &= judge(file, flavour);
      }
    }
    System.exit(good ? 0 : 1);
  }

  private static boolean judge(String file, String name) throws Exception {
    PDFAFlavour flavour = PDFAFlavour.byFlavourId(name);
    String rules = "org/verapdf/pdfa/validation/" + RULES.get(name) + ".xml";
    ValidationProfile profile;
    try (InputStream in = VeraCheck.class.getClassLoader().getResourceAsStream(rules)) {
      profile = Profiles.profileFromXml(in);
    }
    // A parser keeps what it read for one set of rules: each set needs a new one.
    try (PDFAParser parser =
            Foundries.defaultInstance().createParser(new FileInputStream(new File(file)), flavour);
        PDFAValidator validator =
            Foundries.defaultInstance().createValidator(profile, 1000, false, false, false)) {
      ValidationResult result = validator.validate(parser);
      System.out.printf(
          "%s: %s: %s, %d checks%n",
          file, RULES.get(name), result.isCompliant() ? "passes" : "FAILS", result.getTotalAssertions());
      for (Map.Entry<RuleId, Integer> failed : result.getFailedChecks().entrySet()) {
        System.out.printf("  rule %s, %d times: %s%n", failed.getKey(), failed.getValue(), example(result, failed.getKey()));
      }
      return result.isCompliant();
    }
  }

  private static String example(ValidationResult result, RuleId rule) {
    for (TestAssertion one : result.getTestAssertions()) {
      if (one.getRuleId().equals(rule)) {
        return one.getMessage() + " at " + one.getLocation().getContext();
      }
    }
    return "";
  }
}
