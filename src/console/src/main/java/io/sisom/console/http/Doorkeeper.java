package io.sisom.console.http;

import io.sisom.console.http.Guard.Admission;
import io.sisom.console.http.Route.Cost;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Asks the guard of each request, and answers those that do not come in. */
final class Doorkeeper extends Handler.Wrapper {
  private final Guard guard;

  Doorkeeper(Guard guard) {
    this.guard = guard;
  }

  /** Requests that cost so much. */
  static Predicate<Request> costing(Cost cost) {
    return request ->
        request.getAttribute(Visit.ATTRIBUTE) instanceof Visit visit
            && visit.route().cost() == cost;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Asked asked = Asked.of(request);
    Admission admission;
    try {
      admission = guard.admit(asked);
    } catch (Problem problem) {
      refuse(asked, problem, response, callback);
      return true;
    }
    if (admission instanceof Admission.In in) {
      request.setAttribute(Visit.ATTRIBUTE, in.visit());
      return super.handle(request, response, callback);
    }
    if (admission instanceof Admission.Told told) {
      response.getHeaders().put(HttpHeader.ALLOW, told.allowed());
      end(response, 204, new byte[0], callback);
    } else {
      response.getHeaders().put(HttpHeader.LOCATION, "/login");
      end(response, 303, new byte[0], callback);
    }
    return true;
  }

  private static void refuse(Asked asked, Problem problem, Response response, Callback callback) {
    problem.headers().forEach((name, value) -> response.getHeaders().put(name, value));
    boolean page = asked.forPeople();
    response
        .getHeaders()
        .put(HttpHeader.CONTENT_TYPE, page ? "text/html; charset=utf-8" : Problem.CONTENT_TYPE);
    byte[] body =
        page
            ? Pages.html(EntryPages.page(problem)).getBytes(StandardCharsets.UTF_8)
            : problem.json();
    end(response, problem.status(), body, callback);
  }

  /** Jetty closes the connection where a body has not come yet. */
  private static void end(Response response, int status, byte[] body, Callback callback) {
    response.setStatus(status);
    response.write(true, ByteBuffer.wrap(body), callback);
  }
}
